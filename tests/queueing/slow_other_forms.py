"""The other closed forms within 1 % (people without a place and spreads: 3 %)."""
import estimate
import forms

table = estimate.Table("Other closed forms, within 1 %")
forms.two_classes(table, mean=4, replications=120, end="2030-01-01", tolerance=0.01, warm_up=forms.month)
forms.without_limit(table, replications=4000, tolerance=0.01)
forms.openings(table, replications=1200, end="2035-01-01", tolerance=0.01, warm_up=forms.quarter)
forms.in_equilibrium(table, replications=2500, tolerance=0.01)
table.finish()
