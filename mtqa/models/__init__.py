"""The edges that touch a runtime: store, encoder, language model, Hugging Face adapter."""
