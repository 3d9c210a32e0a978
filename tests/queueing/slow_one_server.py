"""M/M/1 at load 0.8, a mean service of 60 ticks: queue and wait within 1 % of theory, and theory inside the interval."""
import estimate
import forms

table = estimate.Table("One server, within 1 %")
forms.one_server(table, mean=60, replications=300, end="2035-01-01", tolerance=0.01, warm_up=forms.quarter)
table.finish()
