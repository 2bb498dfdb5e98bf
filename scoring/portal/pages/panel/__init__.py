"""What panel members see: their agencies, their score sheets, their own marks side by side, recusal, photos."""
