"""What two faces share: what they print alike and ask alike."""
