"""Personal data at rest: sealed with AES-256-GCM, found again by keyed digest, shown masked."""
