"""Known consent managers: by which marks they are told, and how autoconsent and they themselves can be asked."""

from crawler.consent.managers.marks import manager_of

__all__ = ["manager_of"]
