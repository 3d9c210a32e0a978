"""The words of the sensitivity analysis, in both languages; `words.py` holds those that all products share."""

WORDS = {
    "en": {
        "title": "what matters", "title_variance": "where the spread comes from", "title_discovery": "in which corner it happens",
        "design_saltelli": "Saltelli design of {base} base points and {groups} groups of parameters", "design_morris": "Morris design of {base} trajectories and {groups} groups of parameters",
        "design_lhs": "Latin hypercube of {base} points", "design_sobol": "Sobol sequence of {base} points", "design_full": "full factorial design of {base} points",
        "design_": "design of {base} points (its method is not known; --method saltelli or morris gives indices)",
        "made": "{design}: {points} runs of {replications} each, {chance}.",
        "chance_common": "replication r the same world at every point", "chance_own": "every point with chance of its own",
        "rest_drawn": "What is uncertain and not in the design is part of chance.", "rest_none": "What is uncertain and not in the design stands at its middle.",
        "failed": "{count} of {points} points failed; each takes its whole base point or trajectory with it.",
        "source": "Source: Doorstroom{version}, {what}.", "policies": "with {policies}", "no_policy": "no policy",
        "is_saltelli": "First order: the share of the variance that goes when this parameter alone is known. Total: the share that stays when all others are known. "
                       "Of what the parameters explain; in brackets 95% bootstrap intervals over the base points.",
        "is_morris": "mu*: the mean size of the change when the parameter goes through all of its law; mu: with its sign; sigma: how much that differs from place to place "
                     "(curved, or acting with others). In the unit of the measure; in brackets 95% bootstrap intervals over the trajectories.",
        "is_ranks": "Rank correlation: partial, the other parameters held; +1 always higher, −1 always lower. Low and high: the mean of the output where the parameter is in its lowest and its "
                    "highest fifth. In brackets 95% intervals.",
        "is_variance": "The variance of one replication, its parameters drawn and its policy picked at random, split by what it is due to; the parts add up to all of it.",
        "spread": "Mean {mean}, standard deviation {sd} {unit} between one replication and another; {share} of that variance is explained by the parameters, {chance} is chance.",
        "spread_unknown": "Mean {mean} {unit}; standard deviation between the points {sd}. How much of it is chance is not known: {why}.",
        "why_one": "one replication a point does not tell", "why_minus": "a sweep does not keep the spread of a difference; make it a measure of the scenario",
        "mean_morris": "Mean {mean} {unit}.", "noise_morris": "Chance leaves a standard deviation of {noise} in one effect: what is smaller cannot be told from it.",
        "interplay": "At most {share} of what the parameters explain can be parameters and chance acting on each other, as each point is the mean of {replications}.",
        "left_base": "{kept} base points; {left} left out, because a run failed or nobody was counted.", "left_trajectory": "{kept} trajectories; {left} left out, because a run failed or nobody was counted.",
        "left_point": "{kept} points; {left} left out, because the run failed or nobody was counted.",
        "first_sum": "First orders together {sum}; the rest is parameters acting on each other.", "first_sum_all": "First orders together {sum}: nothing is left for parameters acting on each other.",
        "groups": "Together under one name: {groups}.", "group_of": "{name} with {others}", "group_walk": "{name} with every year of its walk",
        "nothing": "Left out: {names} – the same at every point, or too few points.", "top": "The first {top} of {all}; --top 0 shows all.",
        "indices": "which parameters matter", "indices_of": "{what}, {date}", "pairs_of": "{what}, {date}: pairs of parameters", "ranks_of": "{what}, {date}: which way and how far",
        "over_time_saltelli": "{what}: total effect over time", "over_time_morris": "{what}: mu* over time", "over_time_ranks": "{what}: partial rank correlation over time", "variance_of": "{what}: where the variance comes from",
        "parameter": "parameter", "other": "with", "first": "first order", "total": "total", "of_all": "total, of all variance", "interval": "95% between", "second": "second order",
        "mu_star": "mu*", "mu": "mu", "sigma": "sigma", "correlation": "rank correlation", "low": "low", "high": "high", "swing": "high less low", "value": "value",
        "date": "date", "policy": "policy", "parameters": "parameters", "together": "policy with parameters", "chance": "chance", "sd": "standard deviation", "chance_share": "chance, of all variance",
        "mean_of": "mean, {policy}", "scenario": "scenario", "analysis": "analysis", "measure": "measure", "group": "group", "unit": "unit", "statistic": "statistic", "kept": "points used", "left_out": "points left out",
        "policies_are": "Policies: {names}. Every point is run under each, with the same chance.", "one_policy": "One policy: a further sweep of the same design with another policy shows what that is worth.",
        "asked": "{what} above {limit} {unit} on {date}: so in {cases} of {points} points, {share}.", "asked_minus": "{what} less {other} above {limit} {unit} on {date}: so in {cases} of {points} points, {share}.",
        "is_discovery": "Coverage: the share of those cases that lie in the box. Density: the share of the box's points that are such a case. Quasi-p: how often chance alone would have done as well without the limit. "
                        "Limits in the parameter's own terms as the design has them.",
        "box": "Box {number}: coverage {coverage}, density {density}, {mass} of all points", "no_box": "No box is denser than chance makes it.", "from": "from", "to": "to", "quasi_p": "quasi-p", "range": "drawn between", "again": "found again",
        "trajectory": "Peeling to box {number}", "step": "peel", "coverage": "coverage", "density": "density", "mass": "of all points", "limits": "limited parameters",
        "is_again": "Found again: the share of {halves} random halves of the points in which the box has a limit on this parameter too.",
        "quantile_level": "{name}, as a quantile level of its law", "share_axis": "share of the variance that the parameters explain", "drawn_over": "quantile level of what was drawn",
        "chart_effect": "effect over the whole law, {unit}", "lowest": "lowest fifth", "highest": "highest fifth", "rest": "all others and acting together",
    },
    "nl": {
        "title": "wat ertoe doet", "title_variance": "waar de spreiding vandaan komt", "title_discovery": "in welke hoek het gebeurt",
        "design_saltelli": "Saltelli-ontwerp van {base} basispunten en {groups} groepen parameters", "design_morris": "Morris-ontwerp van {base} trajecten en {groups} groepen parameters",
        "design_lhs": "Latijnse hyperkubus van {base} punten", "design_sobol": "Sobol-rij van {base} punten", "design_full": "volledig factorieel ontwerp van {base} punten",
        "design_": "ontwerp van {base} punten (de methode is niet bekend; --method saltelli of morris geeft indices)",
        "made": "{design}: {points} runs van elk {replications}, {chance}.",
        "chance_common": "replicatie r is op elk punt dezelfde wereld", "chance_own": "elk punt met eigen toeval",
        "rest_drawn": "Wat onzeker is en niet in het ontwerp staat hoort bij het toeval.", "rest_none": "Wat onzeker is en niet in het ontwerp staat ligt op zijn midden.",
        "failed": "{count} van de {points} punten mislukten; elk neemt zijn hele basispunt of traject mee.",
        "source": "Bron: Doorstroom{version}, {what}.", "policies": "met {policies}", "no_policy": "geen beleid",
        "is_saltelli": "Eerste orde: het deel van de variantie dat weg is als alleen deze parameter bekend is. Totaal: het deel dat blijft als alle andere bekend zijn. "
                       "Van wat de parameters verklaren; tussen haakjes 95%-bootstrapintervallen over de basispunten.",
        "is_morris": "mu*: de gemiddelde grootte van de verandering als de parameter zijn hele verdeling doorloopt; mu: met het teken; sigma: hoeveel dat van plek tot plek verschilt "
                     "(krom, of samen met andere). In de eenheid van de maat; tussen haakjes 95%-bootstrapintervallen over de trajecten.",
        "is_ranks": "Rangcorrelatie: partieel, bij gelijke andere parameters; +1 altijd hoger, −1 altijd lager. Laag en hoog: het gemiddelde van de uitkomst waar de parameter in zijn laagste en in zijn "
                    "hoogste vijfde ligt. Tussen haakjes 95%-intervallen.",
        "is_variance": "De variantie van één replicatie, met getrokken parameters en een willekeurig gekozen beleid, gesplitst naar waar die door komt; de delen tellen op tot het geheel.",
        "spread": "Gemiddelde {mean}, standaardafwijking {sd} {unit} tussen de ene replicatie en de andere; {share} van die variantie verklaren de parameters, {chance} is toeval.",
        "spread_unknown": "Gemiddelde {mean} {unit}; standaardafwijking tussen de punten {sd}. Hoeveel daarvan toeval is, is niet bekend: {why}.",
        "why_one": "één replicatie per punt zegt dat niet", "why_minus": "een sweep bewaart de spreiding van een verschil niet; maak er een maat van het scenario van",
        "mean_morris": "Gemiddelde {mean} {unit}.", "noise_morris": "Toeval laat in één effect een standaardafwijking van {noise}: wat kleiner is, is er niet van te onderscheiden.",
        "interplay": "Hoogstens {share} van wat de parameters verklaren kan samenspel van parameters en toeval zijn, want elk punt is het gemiddelde van {replications}.",
        "left_base": "{kept} basispunten; {left} weggelaten, omdat een run mislukte of er niemand geteld is.", "left_trajectory": "{kept} trajecten; {left} weggelaten, omdat een run mislukte of er niemand geteld is.",
        "left_point": "{kept} punten; {left} weggelaten, omdat de run mislukte of er niemand geteld is.",
        "first_sum": "Eerste orden samen {sum}; de rest is samenspel van parameters.", "first_sum_all": "Eerste orden samen {sum}: voor samenspel van parameters blijft niets over.",
        "groups": "Samen onder één naam: {groups}.", "group_of": "{name} met {others}", "group_walk": "{name} met elk jaar van zijn wandeling",
        "nothing": "Weggelaten: {names} – op elk punt gelijk, of te weinig punten.", "top": "De eerste {top} van {all}; --top 0 toont alle.",
        "indices": "welke parameters ertoe doen", "indices_of": "{what}, {date}", "pairs_of": "{what}, {date}: paren parameters", "ranks_of": "{what}, {date}: welke kant op en hoe ver",
        "over_time_saltelli": "{what}: totaal effect in de tijd", "over_time_morris": "{what}: mu* in de tijd", "over_time_ranks": "{what}: partiële rangcorrelatie in de tijd", "variance_of": "{what}: waar de variantie vandaan komt",
        "parameter": "parameter", "other": "met", "first": "eerste orde", "total": "totaal", "of_all": "totaal, van alle variantie", "interval": "95% tussen", "second": "tweede orde",
        "mu_star": "mu*", "mu": "mu", "sigma": "sigma", "correlation": "rangcorrelatie", "low": "laag", "high": "hoog", "swing": "hoog min laag", "value": "waarde",
        "date": "datum", "policy": "beleid", "parameters": "parameters", "together": "beleid met parameters", "chance": "toeval", "sd": "standaardafwijking", "chance_share": "toeval, van alle variantie",
        "mean_of": "gemiddelde, {policy}", "scenario": "scenario", "analysis": "analyse", "measure": "maat", "group": "groep", "unit": "eenheid", "statistic": "grootheid", "kept": "punten gebruikt", "left_out": "punten weggelaten",
        "policies_are": "Beleid: {names}. Elk punt is onder elk beleid gerekend, met hetzelfde toeval.", "one_policy": "Eén beleid: nog een sweep van hetzelfde ontwerp met ander beleid laat zien wat dat waard is.",
        "asked": "{what} boven {limit} {unit} op {date}: dat is zo op {cases} van de {points} punten, {share}.", "asked_minus": "{what} min {other} boven {limit} {unit} op {date}: dat is zo op {cases} van de {points} punten, {share}.",
        "is_discovery": "Dekking: het deel van die gevallen dat in het vak ligt. Dichtheid: het deel van de punten in het vak dat zo’n geval is. Quasi-p: hoe vaak toeval alleen het zonder de grens even goed had gedaan. "
                        "Grenzen in de eigen termen van de parameter, zoals in het ontwerp.",
        "box": "Vak {number}: dekking {coverage}, dichtheid {density}, {mass} van alle punten", "no_box": "Geen vak is dichter dan toeval het maakt.", "from": "van", "to": "tot", "quasi_p": "quasi-p", "range": "getrokken tussen", "again": "teruggevonden",
        "trajectory": "Afpellen tot vak {number}", "step": "pel", "coverage": "dekking", "density": "dichtheid", "mass": "van alle punten", "limits": "begrensde parameters",
        "is_again": "Teruggevonden: het deel van {halves} willekeurige helften van de punten waarin het vak ook een grens op deze parameter heeft.",
        "quantile_level": "{name}, als kwantielniveau van zijn verdeling", "share_axis": "deel van de variantie die de parameters verklaren", "drawn_over": "kwantielniveau van wat getrokken is",
        "chart_effect": "effect over de hele verdeling, {unit}", "lowest": "laagste vijfde", "highest": "hoogste vijfde", "rest": "alle andere en samenspel",
    },
}


def say(language, key, **parts):
    return WORDS[language][key].format(**parts)
