"""M/M/5 at load 0.9, a mean service of 60 ticks: queue and wait within 1 % of theory, and theory inside the interval."""
import estimate
import forms

table = estimate.Table("Five servers, within 1 %")
forms.five_servers(table, mean=60, replications=240, end="2035-01-01", tolerance=0.01, warm_up=forms.quarter)
table.finish()
