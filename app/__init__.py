"""The club's book without a screen."""

VERSION = "0.1.0"
