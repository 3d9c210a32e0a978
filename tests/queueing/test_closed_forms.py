"""The program against closed forms, in seconds; the 1 % claims are those of slow_*.py in this folder.

Services of 2 ticks show what the tick does (M/M/1 waits 2.1 % longer than in continuous time, M/M/5 2.3 %) and give
many services in little time. Each row says what is allowed, and the error that its interval would find.
"""
import estimate
import forms
import theory

# The theory itself: two ways to one number, and a number from the tables (Erlang C of 5 servers at 4.5: 0.7625).
assert abs(theory.erlang_wait_chance(5, 4.5) - 0.7625) < 5e-5
assert abs(theory.queue_several_servers(1, 0.4, 2, most=300) / 0.4 - theory.wait_one_server(0.4, theory.Exponential(2))) < 1e-6

table = estimate.Table("Closed forms, quickly")
forms.one_server(table, mean=2, replications=40, end="2025-07-01", tolerance=0.04, warm_up=forms.month)
forms.five_servers(table, mean=2, replications=40, end="2025-07-01", tolerance=0.05, warm_up=forms.month)
forms.two_classes(table, mean=6, replications=40, end="2025-07-01", tolerance=0.10, warm_up=forms.month)
forms.without_limit(table, replications=100, tolerance=0.06)
forms.openings(table, replications=100, end="2035-01-01", tolerance=0.05, warm_up=forms.quarter)
forms.in_equilibrium(table, replications=100, tolerance=0.06)
forms.little(table)
table.finish()
