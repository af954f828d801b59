"""What leaves a case: referral packs, the bundle for another system, the hand-over to another council."""
