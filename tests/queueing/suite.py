"""All forms, and how long each is looked at: quickly (in the plain suite) and thoroughly (the slow tests and the table)."""
import typing

import forms_people
import forms_servers
from forms_servers import month, quarter, year


class Form(typing.NamedTuple):
    compare: typing.Callable
    quick: dict
    thorough: dict


servers = [
    Form(forms_servers.one_server, dict(mean=2, replications=60, end="2025-07-01", tolerance=0.04, warm_up=month),
         dict(mean=20, replications=150, end="2030-01-01", tolerance=0.02, warm_up=month)),
    Form(forms_servers.general_service, dict(mean=6, replications=60, end="2025-04-01", tolerance=0.15, warm_up=month),
         dict(mean=6, replications=75, end="2027-01-01", tolerance=0.04, warm_up=month)),
    Form(forms_servers.five_servers, dict(mean=2, replications=60, end="2025-03-01", tolerance=0.08, warm_up=month),
         dict(mean=20, replications=120, end="2029-01-01", tolerance=0.025, warm_up=month)),
    Form(forms_servers.all_busy, dict(replications=150, end="2035-01-01", tolerance=0.05, warm_up=year),
         dict(replications=1000, end="2045-01-01", tolerance=0.01, warm_up=year)),
    Form(forms_servers.orders, dict(replications=100, end="2045-01-01", tolerance=0.07, warm_up=year),
         dict(replications=1000, end="2065-01-01", tolerance=0.015, warm_up=year)),
    Form(forms_servers.two_classes, dict(mean=6, replications=60, end="2025-07-01", tolerance=0.09, warm_up=month),
         dict(mean=4, replications=100, end="2029-01-01", tolerance=0.02, warm_up=month)),
    Form(forms_servers.reneging, dict(replications=100, end="2035-01-01", tolerance=0.06, warm_up=year),
         dict(replications=1000, end="2045-01-01", tolerance=0.015, warm_up=year)),
    Form(forms_servers.queue_from_stock, dict(replications=2000, tolerance=0.15), dict(replications=30_000, tolerance=0.04)),
]
chained = [
    Form(forms_servers.loss, dict(replications=60, end="2029-01-01", tolerance=0.08, warm_up=year),
         dict(replications=600, end="2029-01-01", tolerance=0.025, warm_up=year)),
    Form(forms_servers.networks, dict(replications=100, end="2028-01-01", tolerance=0.20, warm_up=year),
         dict(replications=300, end="2035-01-01", tolerance=0.06, warm_up=year)),
    Form(forms_servers.holding, dict(replications=60, end="2028-01-01", tolerance=0.035, warm_up=year),
         dict(replications=600, end="2030-01-01", tolerance=0.01, warm_up=year)),
    Form(forms_servers.overload, dict(replications=200, tolerance=0.09), dict(replications=2000, tolerance=0.03)),
]
people = [
    Form(forms_people.without_limit, dict(replications=100, tolerance=0.12), dict(replications=2000, tolerance=0.03)),
    Form(forms_people.from_stock, dict(replications=100, tolerance=0.11), dict(replications=1500, tolerance=0.03)),
    Form(forms_people.overflow, dict(replications=60, end="2045-01-01", tolerance=0.09, warm_up=year),
         dict(replications=600, end="2045-01-01", tolerance=0.03, warm_up=year)),
    Form(forms_people.loss_of_places, dict(replications=60, end="2029-01-01", tolerance=0.08, warm_up=year),
         dict(replications=400, end="2029-01-01", tolerance=0.03, warm_up=year)),
    Form(forms_people.door, dict(replications=300, end="2035-01-01", tolerance=0.14, warm_up=year),
         dict(replications=2500, end="2035-01-01", tolerance=0.05, warm_up=year)),
    Form(forms_people.openings, dict(replications=100, end="2035-01-01", tolerance=0.08, warm_up=quarter),
         dict(replications=800, end="2035-01-01", tolerance=0.03, warm_up=quarter)),
    Form(forms_people.little, {}, {}),
]
everything = servers + chained + people


def compare(table, forms, how):
    for form in forms:
        form.compare(table, **getattr(form, how))
    return table
