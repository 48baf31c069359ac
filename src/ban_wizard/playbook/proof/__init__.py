"""What a playbook can lead to: situations, moves between them, and shortest ways. Checks and lists of paths stand on it."""
