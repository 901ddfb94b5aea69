"""Faults on purpose: writers killed, full disks, data damaged under a running server."""
