"""Screens of the eight areas."""
