"""Who reads what a region shares: staff of its councils on their own council's pages, its lead on the region's."""

from core.api import Permission

READS, OFFERS, LEADS = "practice_exchange.view", "practice_exchange.offer", "practice_exchange.lead"
STAFF = ("worker", "practitioner", "decision_maker", "local_admin")

PERMISSIONS = (
    Permission(READS, "Read what councils of the region offer, their questions and its standards", STAFF),
    Permission(OFFERS, "Offer things to the region, take copies, ask and answer, map standards", ("worker",)),
    Permission(LEADS, "Read what is offered in one's own region, and publish its standards", ("regional_lead",)),
)
