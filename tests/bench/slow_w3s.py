"""W3s, W3 with too few deciders and places: priorities and a full reception bite. Against what five programs made of it.

The figures are their means over some 140 runs together, weighted by their precision, with the standard error of it. The queue for a
decision, whose figure is known to 0.8 %, is asked for within 4 %; the rest within 1 %.
"""
import against_others
import estimate

measured_elsewhere = {      # mean, standard error
    "persons": (449886.1, 55.3),
    "waiting for a dwelling on day 3650": (22179.9, 7.3),
    "passed": (195276.5, 35.2),
    "failed": (945.1, 2.8),
    "rejected": (90715.7, 26.6),
    "events": (1728605.3, 209.5),
}
queue_for_a_decision = {"waiting for a decision, mean of all days": (2532.1, 19.6)}

table = estimate.Table("W3s")
found = against_others.run(240, "resources.deciders.capacity=480", "resources.reception.sites.centre.capacity=30000",
                           "resources.reception.when_full=wait")
against_others.compare(table, found, measured_elsewhere, within=0.01, tolerance=0.025)
against_others.compare(table, found, queue_for_a_decision, within=0.04, tolerance=0.06)
against_others.always(table, found, against_others.in_reception, 30_000)
table.finish()
