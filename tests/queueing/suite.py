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
         dict(mean=60, replications=300, end="2035-01-01", tolerance=0.01, warm_up=quarter)),
    Form(forms_servers.general_service, dict(mean=6, replications=60, end="2025-07-01", tolerance=0.05, warm_up=month),
         dict(mean=6, replications=200, end="2027-01-01", tolerance=0.01, warm_up=month)),
    Form(forms_servers.five_servers, dict(mean=2, replications=60, end="2025-07-01", tolerance=0.05, warm_up=month),
         dict(mean=60, replications=240, end="2035-01-01", tolerance=0.01, warm_up=quarter)),
    Form(forms_servers.all_busy, dict(replications=100, end="2035-01-01", tolerance=0.02, warm_up=year),
         dict(replications=1000, end="2035-01-01", tolerance=0.005, warm_up=year)),
    Form(forms_servers.orders, dict(replications=100, end="2045-01-01", tolerance=0.03, warm_up=year),
         dict(replications=1000, end="2065-01-01", tolerance=0.01, warm_up=year)),
    Form(forms_servers.two_classes, dict(mean=6, replications=60, end="2025-07-01", tolerance=0.10, warm_up=month),
         dict(mean=4, replications=200, end="2030-01-01", tolerance=0.01, warm_up=month)),
    Form(forms_servers.reneging, dict(replications=100, end="2035-01-01", tolerance=0.02, warm_up=year),
         dict(replications=1000, end="2045-01-01", tolerance=0.005, warm_up=year)),
    Form(forms_servers.queue_from_stock, dict(replications=1000, tolerance=0.03), dict(replications=10_000, tolerance=0.01)),
]
chained = [
    Form(forms_servers.loss, dict(replications=60, end="2029-01-01", tolerance=0.02, warm_up=year),
         dict(replications=600, end="2029-01-01", tolerance=0.005, warm_up=year)),
    Form(forms_servers.networks, dict(replications=100, end="2028-01-01", tolerance=0.06, warm_up=year),
         dict(replications=600, end="2035-01-01", tolerance=0.015, warm_up=year)),
    Form(forms_servers.holding, dict(replications=60, end="2028-01-01", tolerance=0.03, warm_up=year),
         dict(replications=600, end="2030-01-01", tolerance=0.01, warm_up=year)),
    Form(forms_servers.overload, dict(replications=100, tolerance=0.04), dict(replications=1000, tolerance=0.01)),
]
people = [
    Form(forms_people.without_limit, dict(replications=100, tolerance=0.06), dict(replications=4000, tolerance=0.01)),
    Form(forms_people.from_stock, dict(replications=100, tolerance=0.06), dict(replications=2500, tolerance=0.01)),
    Form(forms_people.overflow, dict(replications=60, end="2045-01-01", tolerance=0.03, warm_up=year),
         dict(replications=600, end="2045-01-01", tolerance=0.01, warm_up=year)),
    Form(forms_people.openings, dict(replications=100, end="2035-01-01", tolerance=0.05, warm_up=quarter),
         dict(replications=1200, end="2035-01-01", tolerance=0.01, warm_up=quarter)),
    Form(forms_people.little, {}, {}),
]
everything = servers + chained + people


def compare(table, forms, how):
    for form in forms:
        form.compare(table, **getattr(form, how))
    return table
