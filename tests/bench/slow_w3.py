"""W3 against what six independent programs made of it (four written for the purpose, cimba and simcpp20): within 1 %.

The figures below are their means over some 180 runs together, weighted by their precision, with the standard error
of it. Times are whole days here and real numbers there.
"""
import against_others
import estimate

measured_elsewhere = {      # mean, standard error
    "persons": (449980.0, 50.2),
    against_others.in_reception: (43748.0, 59.1),
    "waiting for a dwelling on day 3650": (36852.2, 61.1),
    "passed": (195631.8, 32.9),
    "failed": (946.2, 2.2),
    "rejected": (94494.3, 23.3),
    "events": (1758187.1, 162.8),
}

table = estimate.Table("W3")
found = against_others.run(240)
against_others.compare(table, found, measured_elsewhere, within=0.01)
against_others.always(table, found, "waiting for a decision, mean of all days", 0)
table.finish()
