"""The tables of a sensitivity analysis: each result as a `layout.Sheet`, in Dutch or English."""
import math

import numpy

import words
from designs import QUANTILE
from layout import Sheet
from words_of_sensitivity import say

DASH = "–"


class Tables:
    def __init__(self, study, language, top):
        self.study, self.sweep, self.language, self.top = study, study.sweep, language, top

    def say(self, key, **parts):
        return say(self.language, key, **parts)

    # ---- numbers as text ----

    def number(self, value, decimals=0):
        return words.number(self.language, value, decimals).replace("-", "−")

    def share(self, value):
        """A whole percentage; what is more than nothing is never told as nothing."""
        if 0 < value < 0.005:
            return f"< {words.percentage(self.language, 0.01)}"
        return words.percentage(self.language, value).replace("-", "−")

    def with_interval(self, told, decimals=2):
        """0.31 (0.28 – 0.34)"""
        value, low, high = told
        if not math.isfinite(value):
            return DASH
        if not math.isfinite(low):
            return self.number(value, decimals)
        return f"{self.number(value, decimals)} ({self.number(low, decimals)} – {self.number(high, decimals)})"

    def date(self, date):
        return words.long_date(self.language, date)

    def what(self, output):
        title = self.sweep.title(output.measure, self.language)
        return f"{title}, {output.group.replace(';', ', ').replace('=', ': ')}" if output.group else title

    def unit(self, output):
        return words.unit_word(self.language, output.unit)

    def parameter(self, name):
        """A column of quantile levels says so."""
        return self.say("quantile_level", name=name.removeprefix(QUANTILE)) if name.startswith(QUANTILE) else name

    # ---- which rows are shown ----

    def order(self, sizes):
        """Places from the largest size down, as many as asked; what has no value comes last."""
        order = numpy.argsort(-numpy.nan_to_num(numpy.abs(sizes), nan=-1), kind="stable")
        return order[:self.top] if self.top else order

    def top_note(self, count):
        return [self.say("top", top=self.top, all=count)] if self.top and count > self.top else []

    def headed(self, *names):
        return [(self.say(name), "text" if name in ("parameter", "other", "date") else "figure") for name in names]

    # ---- above all tables ----

    def opening(self, title):
        sweep, design = self.sweep, self.study.design
        base = {"saltelli": lambda: len(self.study.blocks.A), "morris": lambda: len(self.study.steps.before)}.get(design.method, lambda: design.rows)()
        told = self.say(f"design_{design.method}", base=words.number(self.language, base), groups=len(design.groups))
        runs = f"{words.number(self.language, sweep.replications)} {words.word(self.language, 'replication' if sweep.replications == 1 else 'replications')}"
        chance = self.say("chance_common" if sweep.common_chance else "chance_own")
        rest = self.say("rest_none" if sweep.about.get("uncertain") == "none" else "rest_drawn")
        lines = [f"{sweep.scenario}: {self.say(title)}",
                 self.say("made", design=told, points=words.number(self.language, design.rows), replications=runs, chance=chance) + " " + rest]
        if sweep.failed.any():
            lines.append(self.say("failed", count=int(sweep.failed.sum()), points=words.number(self.language, design.rows)))
        if design.method in ("saltelli", "morris"):
            lines += self.groups_told()
        return [*lines, self.source()]

    def groups_told(self):
        """What goes together under one name, in one line; the years of a walk are told as such."""
        told = []
        for group in self.study.design.groups:
            members = dict.fromkeys(self.study.design.names[column].removeprefix(QUANTILE).partition("@")[0] for column in group.columns)
            name = group.name.removeprefix(QUANTILE)
            others = [member for member in members if member != name]
            if others:
                told.append(self.say("group_of", name=name, others=", ".join(others)))
            elif not group.single:
                told.append(self.say("group_walk", name=name))
        return [self.say("groups", groups="; ".join(told))] if told else []

    def source(self):
        about = self.sweep.about
        parts = [f"{words.word(self.language, 'scenario')} {self.sweep.scenario}"]
        if self.sweep.policies:
            parts.append(self.say("policies", policies=self.sweep.policies))
        scenario = about.get("scenario")
        digest = about.get("digest") or (scenario.get("digest") if isinstance(scenario, dict) else None)
        if digest:
            parts.append(f"digest {str(digest).rpartition(':')[2][:12]}")
        if about.get("seed") is not None:
            parts.append(f"{words.word(self.language, 'seed')} {about['seed']}")
        return self.say("source", version=f" {about['version']}" if about.get("version") else "", what=", ".join(parts))

    def left(self, key, kept, left_out):
        return [self.say(key, kept=words.number(self.language, kept), left=left_out)] if left_out else []

    # ---- indices of a Saltelli design ----

    def spread(self, numbers, place, explained, chance):
        """How much there is to explain, and how much of it is chance."""
        unit, mean = self.unit(numbers.output), float(numpy.nanmean(numbers.mean[self.study.sample, place]))
        sd = math.sqrt(max(explained + (0 if math.isnan(chance) else chance), 0))
        decimals = words.decimals_for([mean, sd], numbers.output.unit)
        if math.isnan(chance):
            why = self.say("why_one" if self.sweep.replications == 1 else "why_minus")
            return [self.say("spread_unknown", mean=self.number(mean, decimals), sd=self.number(sd, decimals), unit=unit, why=why)]
        total = explained + chance
        told = [self.say("spread", mean=self.number(mean, decimals), sd=self.number(sd, decimals), unit=unit,
                         share=self.share(explained / total if total else math.nan), chance=self.share(chance / total if total else math.nan))]
        if self.sweep.common_chance and explained > 0:
            runs = f"{self.sweep.replications} {words.word(self.language, 'replications')}"
            told.append(self.say("interplay", share=self.share(math.ceil(100 * min(chance / self.sweep.replications / explained, 1)) / 100), replications=runs))
        return told

    def indices(self, numbers, place, told):
        known = math.isfinite(told.chance)
        of_all = told.explained[0] / told.all_variance if known else math.nan
        order = self.order(told.total[0])
        rows = [[self.study.names[index], self.with_interval(told.first[:, index]), self.with_interval(told.total[:, index]),
                 *([self.number(told.total[0, index] * of_all, 2)] if known else [])] for index in order]
        columns = self.headed("parameter", "first", "total", *(["of_all"] if known else []))
        return Sheet("indices", self.say("indices_of", what=self.what(numbers.output), date=self.date(numbers.dates[place])), columns, rows,
                     self.spread(numbers, place, told.explained[0], told.chance) + self.left("left_base", told.kept, told.left_out),
                     [*self.first_sum(told), *self.top_note(len(self.study.names))])

    def first_sum(self, told):
        """Together they are 1 where no parameter acts on another; estimates may come to more."""
        together = float(numpy.nansum(told.first[0]))
        return [self.say("first_sum" if together < 0.995 else "first_sum_all", sum=self.number(together, 2))]

    def pairs(self, numbers, place, told):
        names = self.study.pair_names
        order = self.order(told.second[0])
        rows = [[*names[index], self.with_interval(told.second[:, index])] for index in order]
        return Sheet("pairs", self.say("pairs_of", what=self.what(numbers.output), date=self.date(numbers.dates[place])),
                     self.headed("parameter", "other", "second"), rows, self.left("left_base", told.kept, told.left_out), self.top_note(len(names)))

    # ---- effects of a Morris design ----

    def effects(self, numbers, place, told):
        order = self.order(told.mu_star[0])
        decimals = words.decimals_for(told.mu_star[0])
        columns = ("mu_star", "mu", "sigma")
        rows = [[self.study.names[index], *(self.with_interval(getattr(told, name)[:, index], decimals) for name in columns)] for index in order]
        mean = float(numpy.nanmean(numbers.mean[:, place]))
        lead = [self.say("mean_morris", mean=self.number(mean, words.decimals_for([mean], numbers.output.unit)), unit=self.unit(numbers.output))]
        if math.isfinite(told.noise) and not self.sweep.common_chance:
            lead.append(self.say("noise_morris", noise=self.number(math.sqrt(told.noise), decimals)))
        return Sheet("effects", self.say("indices_of", what=self.what(numbers.output), date=self.date(numbers.dates[place])),
                     self.headed("parameter", *columns), rows, lead + self.left("left_trajectory", told.kept, told.left_out),
                     self.top_note(len(self.study.names)))

    # ---- ranks and swings of any design ----

    def ranks(self, numbers, place, correlations, swings):
        names, told = self.study.design.names, correlations or swings
        size = numpy.abs(correlations.value[0]) if correlations else numpy.abs(swings.width)
        decimals = words.decimals_for(numpy.concatenate([swings.low[0], swings.high[0]]), numbers.output.unit) if swings else 0
        rows = []
        for index in self.order(size):
            row = [self.parameter(names[index])]
            row += [self.with_interval(correlations.value[:, index])] if correlations else []
            row += [self.with_interval(swings.low[:, index], decimals), self.with_interval(swings.high[:, index], decimals),
                    self.number(swings.width[index], decimals)] if swings else []
            rows.append(row)
        columns = self.headed("parameter", *(["correlation"] if correlations else []), *(["low", "high", "swing"] if swings else []))
        return Sheet("ranks", self.say("ranks_of", what=self.what(numbers.output), date=self.date(numbers.dates[place])), columns, rows,
                     self.left("left_point", told.kept, told.left_out), self.top_note(len(names)))

    # ---- one row a date ----

    def over_time(self, numbers, key, names, values, chance=None, decimals=2):
        """`values`: dates x parameters; the parameters that matter most on any date, the largest first."""
        order = self.order(numpy.nan_to_num(numpy.abs(values), nan=0).max(axis=0))
        rows = []
        for place, date in enumerate(numbers.dates):
            row = [self.date(date), *(self.number(values[place, index], decimals) for index in order)]
            rows.append(row + ([self.share(chance[place])] if chance is not None else []))
        columns = [(self.say("date"), "text"), *((self.parameter(names[index]), "figure") for index in order)]
        columns += [(self.say("chance_share"), "figure")] if chance is not None else []
        return Sheet("over-time", self.say(key, what=self.what(numbers.output)), columns, rows, (), self.top_note(len(names)))

    # ---- variance ----

    def variance(self, studies, numbers, parts):
        """`parts`: of each date, None where nothing can be told."""
        several = len(studies) > 1
        shown = ["policy", "parameters", "together", "chance"] if several else ["parameters", "chance"]
        policies = [each.sweep.policies or self.say("no_policy") for each in studies]
        there = [(date, told) for date, told in zip(numbers.dates, parts) if told is not None]
        spreads = [math.sqrt(max(told.total, 0)) if math.isfinite(told.total) else math.nan for _, told in there]
        decimals = words.decimals_for([*(mean for _, told in there for mean in told.means), *spreads], numbers.output.unit)
        rows = [[self.date(date), *(self.number(mean, decimals) for mean in told.means), self.number(spread, decimals),
                 *(self.share(getattr(told, part) / told.total if told.total else math.nan) for part in shown)] for (date, told), spread in zip(there, spreads)]
        notes = list(dict.fromkeys(line for _, told in there for line in self.left("left_point", told.kept, told.left_out)))
        columns = [(self.say("date"), "text"), *((self.say("mean_of", policy=policy), "figure") for policy in policies), *self.headed("sd", *shown)]
        lead = [line for line in [self.unit(numbers.output)] if line]
        return Sheet("variance", self.say("variance_of", what=self.what(numbers.output)), columns, rows, lead, notes)

    # ---- scenario discovery ----

    def asked(self, numbers, place, limit, cases):
        """What is looked for, and at how many of the points it is so."""
        name, _, minus = numbers.output.measure.partition(" - ")
        what, other = (self.sweep.title(each, self.language) for each in (name, minus))
        return self.say("asked_minus" if minus else "asked", what=what, other=other, limit=self.number(limit, words.decimals_for([limit])),
                        unit=self.unit(numbers.output), date=self.date(numbers.dates[place]), cases=int(cases.sum()), points=len(cases),
                        share=self.share(cases.mean()))

    def boxes(self, found, again, halves):
        names, matrix = self.study.design.names, self.study.design.matrix
        sheets = []
        for number, each in enumerate(found, 1):
            box, rows = each.box, []
            for column in sorted(box.limited, key=lambda column: each.quasi_p[column]):
                low, high = matrix[:, column].min(), matrix[:, column].max()
                decimals = words.decimals_for([low, high]) + 1
                rows.append([self.parameter(names[column]), self.number(box.low[column], decimals), self.number(box.high[column], decimals),
                             f"{self.number(low, decimals)} – {self.number(high, decimals)}", self.p_value(each.quasi_p[column]),
                             *([self.share(again[column])] if number == 1 else [])])
            sheets.append(Sheet(f"box-{number}", self.box_told(number, box),
                                self.headed("parameter", "from", "to", "range", "quasi_p", *(["again"] if number == 1 else [])), rows, (),
                                [self.say("is_again", halves=halves)] if number == 1 else []))
            steps = [[str(step), self.share(one.coverage), self.share(one.density), self.share(one.mass), str(len(one.limited))]
                     for step, one in enumerate(each.trajectory)]
            sheets.append(Sheet(f"peeling-{number}", self.say("trajectory", number=number),
                                self.headed("step", "coverage", "density", "mass", "limits"), steps))
        return sheets

    def box_told(self, number, box):
        return self.say("box", number=number, coverage=self.share(box.coverage), density=self.share(box.density), mass=self.share(box.mass))

    def p_value(self, p):
        return f"< {self.number(0.001, 3)}" if p < 0.001 else self.number(p, 3)
