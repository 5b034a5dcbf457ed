"""Speed and memory, as CPU seconds of this machine: printed, never asserted."""
