"""One module per check, in folders named after MQM dimensions; its place registers it."""
