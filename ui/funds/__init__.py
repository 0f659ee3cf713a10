"""The money of the club on screen: its funds, what comes in and goes out, books and papers."""
