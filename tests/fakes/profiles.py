"""A newest snapshot in memory."""

from shared.domain.customers import Profile


class FakeProfiles:
    """Knows the profiles that it was given, and remembers what it was asked."""

    def __init__(self, *profiles: Profile) -> None:
        self.profiles = profiles
        self.asked: list[str] = []

    def find(self, key: str) -> Profile | None:
        """The profile whose id, or else e-mail address in any case, is `key`."""
        self.asked.append(key)
        by_id = {profile.customer_id: profile for profile in self.profiles}
        by_email = {profile.email.lower(): profile for profile in self.profiles if profile.email}
        return by_id.get(key) or by_email.get(key.lower())
