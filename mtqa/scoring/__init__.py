"""Figures of merit: MQM-based penalties, and reference metrics by sacrebleu."""
