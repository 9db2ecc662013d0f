"""Enflame by torch_gcu. Never run by us. It has neither float64 nor int64: its data is made on the host."""
DEVICE = {"namespace": "gcu", "module": "torch_gcu", "vendor": "enflame", "event": "gcu.Event", "float32": []}
