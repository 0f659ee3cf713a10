"""The eight areas of what a club does, under codes that stay whatever the order and the words."""

from typing import Literal

from app.base.text import N_

Area = Literal[
    "income", "health", "home_care", "self_help", "rights", "awareness", "culture", "resources"
]

# In the order of HelpAge and the Association of the Elderly (2025); provinces differ in the last
# five, so nothing may hang on a number.
AREAS: dict[Area, str] = {
    "income": N_("Better income"),
    "health": N_("Health care"),
    "home_care": N_("Care at home"),
    "self_help": N_("Self-help and community"),
    "rights": N_("Rights and benefits"),
    "awareness": N_("Knowledge and learning"),
    "culture": N_("Culture and company"),
    "resources": N_("Raising means"),
}
