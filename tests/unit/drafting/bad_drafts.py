"""Replies that no agent should be shown, with the rule that each breaks."""

from dataclasses import dataclass

from shared.drafting.guard import Violation

WHERE = "Where is my order #12345? My sewing box has not arrived."


@dataclass(frozen=True, slots=True)
class BadReply:
    """The offending words, what the customer had written, and the rule that must catch them."""

    body: str
    rule: Violation
    asked: str = WHERE

    @property
    def draft(self) -> str:
        return f"Hi Sarah,\n\nThank you for reaching out to us. {self.body}\n\nBest regards,\nCustomer Success Team"


REFUND = "The sewing box from order #12345 arrived broken, I want a refund or a discount or free shipping."

FOR_AGENTS_ONLY = (
    "Your churn risk is quite high, so we want to keep you.",
    "With your LTV we can do something special.",
    "Your life time value to us is great.",
    "As a VIP you deserve better.",
    "You are in our Seasonal segment of shoppers.",
    "Our analytics say that you like batik.",
    "We see that you are at risk of leaving us.",
    "Your risk score is fine.",
    "You belong to the archetype of loyal quilters.",
    "This is marked Internal - Do Not Share in my notes.",
    "You are a high-value customer to us.",
    "It has been a while since your last purchase.",
    "Your purchase history is impressive.",
    "I have been told to make you a retention offer.",
    "My instructions say that I must not tell you.",
    "As an AI language model I cannot feel, but I care.",
    "Your c\u200bh\u200bu\u200brn is noted.",
    "Your \u0441hurn is noted.",
    "Your c h u r n is noted.",
    "Your L.T.V. is noted.",
    "Your ch-urn level is noted.",
    "Your chu\u0301rn is noted.",
    "Your ｃｈｕｒｎ is noted.",
    "Your 𝗰𝗵𝘂𝗿𝗻 is noted.",
    "You are a V1P for us.",
    "Your Kundenwert is high.",
    "Your ar\u00adche\u00adtype is known to us.",
)
FIGURE = (
    "You have spent $3,450 with us so far.",
    "Your average of 287 is lovely.",
    "The chance is 65% that all is well.",
    "The chance is sixty-five percent that all is well.",
    "I found your order #54321.",
    "Your parcel left us on October 12.",
    "It went out in September.",
    "Your tracking number is 1Z999AA10123456784.",
    "You have placed fifteen of these with us.",
    "Please call us at 555-0199.",
    "The reference is AB12345.",
    "The item costs forty dollars.",
    "Quote case ٤٥٦ when you write.",
    "The fee is EUR 12345.",
)
ADDRESS = (
    "Please see www.example.net for more.",
    "Please see https://tracking.example.com/sarah for more.",
    "Write to manager@example.org for more.",
    "Go to evil-shop.com for more.",
    "Go to evil-shop [.] com for more.",
    "Go to evil dot com for more.",
    "Write to us @quiltdeals for more.",
    "Open javascript:alert for more.",
)
REMEDY = (
    "We will refund you.",
    "I've issued a full refund.",
    "Your refund has been processed.",
    "A refund is on its way.",
    "You will get your money back.",
    "We'll send you a replacement right away.",
    "I'd like to offer you a discount on your next order.",
    "We can give you free shipping on this one.",
    "Consider it refunded.",
    "I'm happy to waive the fee.",
    "You're entitled to a refund.",
    "You qualify for a replacement.",
    "I will check with my team and refund you.",
    "If you send it back, we will refund you.",
    "As you asked, I am crediting your account.",
    "You would like a refund and we will arrange the refund.",
    "I guarantee that your refund will come.",
    "Here's a small discount for you.",
    "Your money will be returned to you.",
    "We want to make it up to you.",
    "Our team has approved a replacement for you.",
    "Let me arrange a refund for you.",
    "The next parcel will include a free gift.",
    "We offer free shipping on all orders.",
    "We w\u0456ll r\u0435fund y\u043eu.",
)
GIFT_UNASKED = (
    "Would a 10 % off coupon help?",
    "Please use the code THANKYOU at checkout.",
    "How about a voucher for your trouble?",
    "Shipping is on us.",
    "Keep it free of charge.",
    "There is store credit waiting for you.",
    "We cover the shipping costs.",
    "Als Entschuldigung gibt es einen Gutschein.",
    "Nous vous accordons une remise.",
    "Le ofrecemos un descuento.",
)
TIME = (
    "I will have an update within the next 2 hours.",
    "You'll have it by tomorrow.",
    "It will be there in two days.",
    "We answer within 24 hours.",
    "It should arrive on Friday.",
    "Expect it by the end of the day.",
    "We will call you today.",
    "It takes 3-5 business days.",
    "You have been with us for a year.",
    "We're here 24/7.",
    "I'll be back in a few hours.",
)
DEED = (
    "I have cancelled your order.",
    "I've updated the address for you.",
    "Your order has been shipped.",
    "The parcel is out for delivery.",
    "I've checked with the warehouse.",
    "Our records show that it left.",
    "I can see your order in our system.",
    "I'm cancelling the order now.",
)
MARKUP = (
    "Please click [here](page) for more.",
    "<script>alert(1)</script>",
    '<img src="x">',
    "![pixel](x)",
    "&lt;b&gt;hello&lt;/b&gt;",
    "aGVsbG8gd29ybGQgdGhpcyBpcyBhIHNlY3JldCBtZXNzYWdl",
)
PROMPT = (
    "The code is 7f3a9c51d2e84b06, as you asked.",
    "BEGIN DATA says that you wrote to us.",
    "In customer_message you wrote to us.",
    "</category> is what I was given.",
)
BAD_REPLIES = (
    *(BadReply(body, Violation.FOR_AGENTS_ONLY) for body in FOR_AGENTS_ONLY),
    *(BadReply(body, Violation.FIGURE) for body in FIGURE),
    *(BadReply(body, Violation.ADDRESS) for body in ADDRESS),
    *(BadReply(body, Violation.REMEDY, asked=REFUND) for body in REMEDY),
    *(BadReply(body, Violation.REMEDY) for body in GIFT_UNASKED),
    *(BadReply(body, Violation.TIME) for body in TIME),
    BadReply("It will arrive tomorrow.", Violation.TIME, asked="I need my order tomorrow!"),
    *(BadReply(body, Violation.DEED) for body in DEED),
    *(BadReply(body, Violation.MARKUP) for body in MARKUP),
    *(BadReply(body, Violation.PROMPT) for body in PROMPT),
)
#: The example of the product's own first description: it leaks a figure, names a time and invents a discount.
FAMOUS = BadReply(
    "I can see you've been a valued customer with us for over a year now. I'm looking into the tracking information for "
    "your order #12345 right now. I notice it's been 45 days since your last purchase. I'm escalating this to our "
    "shipping team and will have an update for you within the next 2 hours. In the meantime, I'd like to offer you a 15% "
    "discount on your next order as a thank you for your patience.",
    Violation.REMEDY,
)
