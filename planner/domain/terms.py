"""The field's own words as closed lists: modes, roles, sections, categories, days and parts of a day.

Source: the words table of `docs/formulation.md`.
"""

from enum import StrEnum


class Mode(StrEnum):
    """How people join a sitting."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Weekday(StrEnum):
    """A day of the week, in the order of `datetime.date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEKDAYS = tuple(Weekday)
"""Monday first, so that `WEEKDAYS[date.weekday()]` is the day's name."""


class DayPart(StrEnum):
    """A part of a day for which people say how many of them are free."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


AFTERNOON_FROM_MINUTES = 12 * 60 + 30
EVENING_FROM_MINUTES = 17 * 60 + 30


class Level(StrEnum):
    """What a plan is for: an estimate allows unknowns and lists them; ready to sign allows none."""

    ESTIMATE = "estimate"
    READY_TO_SIGN = "ready_to_sign"


class Known(StrEnum):
    """Three answers about a fact; *unknown* is never *no* in an estimate, and always *no* when signing."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """Where in the life of a co-produced service a session belongs."""

    PLAN = "plan"
    DESIGN = "design"
    DELIVER = "deliver"
    EVALUATE = "evaluate"


class LayoutKind(StrEnum):
    """How a room is set out."""

    CIRCLE = "circle"
    CABARET = "cabaret"
    BOARDROOM = "boardroom"
    THEATRE = "theatre"
    OPEN_FLOOR = "open_floor"


class SittingStatus(StrEnum):
    """A sitting's standing with the people who come; announced and held ones stay where they are."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """What a member of staff does at a sitting."""

    LEAD = "lead"
    ROOM_FACILITATOR = "room_facilitator"
    ONLINE_FACILITATOR = "online_facilitator"
    ONLINE_HOST = "online_host"
    CHECKED_ADULT = "checked_adult"


class Section(StrEnum):
    """The five sections of every budget."""

    PAYMENTS = "payments_and_rewards"
    EXPENSES = "expenses"
    ACTIVITY = "involvement_activity"
    STAFFING = "involvement_staffing"
    OTHER = "other"


class Category(StrEnum):
    """What a line of cost is for: funders and caps speak of these."""

    INVOLVEMENT_PAYMENT = "involvement_payment"
    RECOGNITION = "recognition"
    TRAVEL = "travel"
    CARE = "care"
    SUBSISTENCE = "subsistence"
    DIGITAL_ACCESS = "digital_access"
    VENUE = "venue"
    CATERING = "catering"
    ACCESS_SUPPORT = "access_support"
    ONLINE_TOOLS = "online_tools"
    MATERIALS = "materials"
    TRAINING = "training"
    RECRUITMENT = "recruitment"
    FACILITATION = "facilitation"
    COORDINATION = "coordination"
    PARTNER_TIME = "partner_time"
    EVALUATION = "evaluation"
    OTHER = "other"
    CONTINGENCY = "contingency"


SECTION_OF: dict[Category, Section] = {
    Category.INVOLVEMENT_PAYMENT: Section.PAYMENTS,
    Category.RECOGNITION: Section.PAYMENTS,
    Category.TRAVEL: Section.EXPENSES,
    Category.CARE: Section.EXPENSES,
    Category.SUBSISTENCE: Section.EXPENSES,
    Category.DIGITAL_ACCESS: Section.EXPENSES,
    Category.VENUE: Section.ACTIVITY,
    Category.CATERING: Section.ACTIVITY,
    Category.ACCESS_SUPPORT: Section.ACTIVITY,
    Category.ONLINE_TOOLS: Section.ACTIVITY,
    Category.MATERIALS: Section.ACTIVITY,
    Category.TRAINING: Section.ACTIVITY,
    Category.RECRUITMENT: Section.ACTIVITY,
    Category.FACILITATION: Section.STAFFING,
    Category.COORDINATION: Section.STAFFING,
    Category.PARTNER_TIME: Section.STAFFING,
    Category.EVALUATION: Section.OTHER,
    Category.OTHER: Section.OTHER,
    Category.CONTINGENCY: Section.OTHER,
}
"""Which of the five sections a category belongs to."""
ACCESS_CATEGORIES = (Category.ACCESS_SUPPORT, Category.CARE, Category.DIGITAL_ACCESS)
"""What access costs, told as one total."""


class Basis(StrEnum):
    """Who bears a cost; only new money counts against the budget."""

    NEW_MONEY = "new_money"
    ALREADY_FUNDED = "already_funded"
    IN_KIND = "in_kind"


class Evidence(StrEnum):
    """How well a price is known."""

    QUOTE = "quote"
    PUBLISHED = "published"
    OUR_ESTIMATE = "our_estimate"
    DECIDED = "decided"
    """Nobody's price: the project has decided the amount, such as contingency; never counted as an estimate."""


class VatTreatment(StrEnum):
    """How value added tax stands to a price: the amount excludes it (standard, reduced) or there is none to add."""

    NONE = "none"
    STANDARD = "standard"
    REDUCED = "reduced"


class Nation(StrEnum):
    """The UK nation whose bank and school holidays apply."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class Strategy(StrEnum):
    """What *best* means; see *What "best" means* in `docs/formulation.md`."""

    FAIREST = "fairest"
    CHEAPEST = "cheapest"
    MOST = "most"
    CHANGE = "change"


class Strength(StrEnum):
    """Whether a target may never bend (must) or may fall short visibly (aim)."""

    MUST = "must"
    AIM = "aim"
