"""The words of the report's questions and their answers, in Dutch (level B1) and in English, from the same keys."""

TEXTS_ASKED = {
    # ---- reception: questions 1 and 4 ----
    "q_replacement": ("Wanneer moet er vervanging zijn geregeld voor de Stieltjesstraat?", "By when must a replacement for Stieltjesstraat be agreed?"),
    "q_replacement_past": ("Het besluit over {places} vervangende plekken moest vóór {half} vallen; die datum is voorbij. Dat gaf 1 op 2 kans dat de plekken op tijd open zijn, als zij er komen. "
                           "Voor 9 op 10 kans moest het vóór {nine}.{planned}",
                           "The decision on {places} replacement places had to be taken before {half}; that date has passed. That gave 1 in 2 probability that the places open in time, if they come. "
                           "For 9 in 10 it had to be before {nine}.{planned}"),
    "q_replacement_now": ("Het besluit over {places} vervangende plekken moet vóór {half} vallen. Dat geeft 1 op 2 kans dat de plekken op tijd open zijn, als zij er komen. "
                          "Voor 9 op 10 kans moet het vóór {nine}.{planned}",
                          "The decision on {places} replacement places must be taken before {half}. That gives 1 in 2 probability that the places open in time, if they come. "
                          "For 9 in 10 it must be before {nine}.{planned}"),
    "q_replacement_none": ("Er is in deze raming geen tekort aan duurzame plekken in Nijmegen te verwachten.", "In this forecast no shortage of durable places in Nijmegen is to be expected."),
    "q_replacement_why": ("De opgave van Nijmegen is {duty}, en op {late} zijn er nog {places} plekken{places_band}. Er zijn dus {missing} plekken nodig; de Stieltjesstraat zelf heeft er {site}. "
                          "De locatie sluit volgens plan op {closes}.{slips} "
                          "De kans dat Nijmegen onder de opgave zit is {first} op {early}, en {later} op {late}. "
                          "Of de tijdelijke Stieltjesstraat in de tweede ronde van de wet als duurzaam telt, is niet bekend; hier telt zij mee.",
                          "The duty of Nijmegen is {duty}, and on {late} {places} places are left{places_band}. So {missing} places are needed; Stieltjesstraat itself has {site}. "
                          "The site is planned to close on {closes}.{slips} "
                          "The chance that Nijmegen is below its duty is {first} on {early}, and {later} on {late}. "
                          "Whether the second round of the act counts the temporary Stieltjesstraat as durable is not known; here it counts."),
    "q_replacement_planned": (" Sluit de locatie precies volgens plan, dan zijn die data {half} en {nine}.", " If the site closes just as planned, these dates are {half} and {nine}."),
    "q_replacement_slips": (" Maar locaties sluiten hier vaak later dan gepland. In het midden van de raming begint het tekort daarom in {start}.",
                            " But sites here often close later than planned. In the middle of the forecast the shortage therefore begins in {start}."),
    "q_replacement_how": ("Zo is de datum gemaakt: het begin van het tekort ({start}), min {lead} maanden voorbereiding, min de vertraging bij openen. Voorbereiding is alles tussen besluit en geplande opening: contract, vergunning, verbouwing. "
                          "Hoe lang die duurt is een aanname, tussen de {least} en {most} maanden; een cijfer uit deze regio is er niet. "
                          "De vertraging is {half} maanden voor 1 op 2 kans en {nine} maanden voor 9 op 10 kans. Dat komt uit openingen in deze regio; de langste is nog niet voorbij, dus het kan ook meer worden.{fails}{now}",
                          "So the date is made: the start of the shortage ({start}), less {lead} months of preparation, less the delay of openings. Preparation is all between the decision and the planned opening: contract, permit, rebuilding. "
                          "How long it takes is an assumption, between {least} and {most} months; there is no figure of this region. "
                          "The delay is {half} months for 1 in 2 probability and {nine} months for 9 in 10. That comes from openings in this region; the longest is not over yet, so that it can become more.{fails}{now}"),
    "q_replacement_never": (" Deze kansen gelden als de plekken er komen. Van de plannen gaat hier {never} nooit door: wie zeker wil zijn, heeft er meer dan één nodig.",
                            " These probabilities hold if the places come at all. Of the plans here {never} never do: who wants to be sure needs more than one."),
    "q_replacement_how_now": (" Valt het besluit op {today}, dan is er 1 op 2 kans dat de plekken er zijn in {half}, en 9 op 10 kans dat zij er zijn in {nine}. "
                              "Elke maand eerder maakt het tekort korter.",
                              " If it is decided on {today}, there is 1 in 2 probability that the places are there in {half}, and 9 in 10 that they are in {nine}. "
                              "Each month sooner makes the shortage shorter."),
    "q_wijchen": ("Haalt de regio de opgave als Wijchen niet opengaat en Druten stopt?", "Does the region meet its duty if Wijchen never opens and Druten ends?"),
    "q_wijchen_short": ("Nee. Dan heeft de regio op {date} {durable} van de {duty} duurzame plekken{durable_band}: {short} te weinig{short_band}. {can} "
                        "Het heeft zelf {own} plekken, bij een opgave van {own_duty}.",
                        "No. Then the region has {durable} of the {duty} durable places on {date}{durable_band}: {short} too few{short_band}. {can} "
                        "It has {own} places itself, with a duty of {own_duty}."),
    "q_wijchen_enough": ("Waarschijnlijk wel. Dan heeft de regio op {date} {durable} duurzame plekken{durable_band}. De opgave is {duty}.",
                         "Probably. Then the region has {durable} durable places on {date}{durable_band}. The duty is {duty}."),
    "q_wijchen_cannot": ("Nijmegen kan dat niet opvangen zonder nieuwe locatie.", "Nijmegen cannot take that up without a new site."),
    "q_wijchen_can": ("Nijmegen kan daarvan alleen opvangen wat het boven zijn eigen opgave heeft.", "Nijmegen can take up only what it has above its own duty."),
    "q_wijchen_not_all": (" Het verschil is geen {planned}, het aantal plekken in Wijchen: in een deel van de keren gaat Wijchen ook in de raming niet open, of later.",
                          " The difference is not {planned}, the places in Wijchen: in some of the replications Wijchen does not open in the forecast either, or opens later."),
    "q_wijchen_druten": ("De {places} plekken in Druten zijn noodopvang en tellen niet mee voor de opgave.{open} Sluit Druten, dan verhuizen de bewoners naar een vrije plek elders in het land; is die er niet, dan wachten zij. ",
                         "The {places} places in Druten are emergency reception and do not count for the duty.{open} If Druten closes, those who live there move to a free place elsewhere in the country; if there is none, they wait. "),
    "q_wijchen_druten_open": (" Druten zou op {closes} sluiten; of dat is gebeurd, is niet gevonden. In {share} van de keren is het op {date} nog open.",
                              " Druten was to close on {closes}; whether it did was not found. In {share} of the replications it is still open on {date}."),
    "q_wijchen_country": ("Leeg staan er bijna geen plekken, ook niet in Nijmegen: in heel Nederland is dan {share} van de plekken bezet.", "Hardly a place stands empty, in Nijmegen neither: in the whole country {share} of the places are then in use."),
    "q_wijchen_also_short": ("Ook mét Wijchen haalt de regio de opgave niet: dan zijn het er {with_it}{with_it_band}, {with_short} te weinig.",
                             "With Wijchen the region misses its duty too: then there are {with_it}{with_it_band}, {with_short} too few."),
    "q_wijchen_with_enough": ("Mét Wijchen zijn het er {with_it}{with_it_band}, en dat is waarschijnlijk genoeg.", "With Wijchen there are {with_it}{with_it_band}, which is probably enough."),
    "q_wijchen_estimates": ("De opgave van de regio is de som van {all} gemeenten. Van {count} daarvan is de opgave niet gevonden, maar geschat naar inwoners: {derived}.",
                            "The duty of the region is the sum of {all} municipalities. Of {count} no duty was found; it is estimated by inhabitants: {derived}."),

    # ---- homes: question 7 ----
    "q_lettings": ("Hoe groot is de achterstand van Nijmegen bij een taak van 434 per jaar?", "How large is the backlog of Nijmegen at a task of 434 a year?"),
    "q_lettings_short": ("Op {date} is de achterstand {backlog} mensen{backlog_band}, als statushouders {now} krijgen van de {lettings} woningen die in Nijmegen per jaar vrijkomen, zoals nu. "
                         "Met {shares} blijft zij minstens {least}{least_band}.{same}",
                         "On {date} the backlog is {backlog} people{backlog_band}, if status holders get {now} of the {lettings} homes that come free in Nijmegen each year, as now. "
                         "With {shares} it stays at least {least}{least_band}.{same}"),
    "q_lettings_same": (" Tussen die drie is weinig verschil: bij {seven} is er al voor bijna iedereen die wacht een woning.",
                        " Between these three there is little difference: at {seven} there is a home already for nearly everybody who waits."),
    "shares_asked": ("7, 10 of 15 procent van de woningen", "7, 10 or 15 per cent of the homes"),
    "as_now": ("nu", "now"),
    "at_least": ("minstens {number}", "at least {number}"),
    "at_most": ("hooguit {number}", "at most {number}"),
    "hardly_anybody": ("bijna niemand", "hardly anybody"),
    "not_said": ("niet berekend", "not calculated"),
    "lettings_column_share": ("naar statushouders", "to status holders"),
    "lettings_column_homes": ("woningen per jaar", "homes a year"),
    "lettings_column_backlog": ("achterstand op {date} (9 op 10)", "backlog on {date} (9 in 10)"),
    "lettings_column_waiting": ("mensen die dan nog op een woning wachten", "people who still wait for a home then"),
    "lettings_column_once": ("extra bijdrage van het Rijk, eenmalig (miljoen euro)", "more paid by the state, once (million euros)"),
    "q_lettings_more": ("Meer woningen helpen maar voor een deel. Zonder extra woningen wachten er op {date} {waiting} mensen op een woning in Nijmegen{waiting_band}. "
                        "Met meer dan dat aantal kan de achterstand er niet door dalen (middens tellen niet precies op). {few}"
                        "De tabel geeft die grens. Elk deel is ook precies doorgerekend; dat staat in scenarios/nijmegen/README.md.",
                        "More homes help in part only. Without more homes {waiting} people wait for a home in Nijmegen on {date}{waiting_band}. "
                        "By more than that number the backlog cannot fall (medians do not add up exactly). {few}"
                        "The table tells that limit. Each share was calculated exactly too; that stands in scenarios/nijmegen/README.md."),
    "q_lettings_few": ("Er komen te weinig statushouders om {task} mensen per jaar te huisvesten. De achterstand blijft dus, ook met meer woningen. Wie bij familie intrekt telt mee als gehuisvest en heeft geen woning nodig; daarom worden er meer mensen gehuisvest dan er woningen zijn. ",
                       "Too few status holders come to house {task} people a year. So the backlog stays, with more homes too. Who joins family counts as housed and needs no home; that is why more people are housed than there are homes. "),
    "q_lettings_task": ("De rest van deze raming rekent met een taak van {known} mensen per jaar: de laatste landelijke taakstelling die is gevonden, verdeeld naar inwoners. "
                        "Dan heeft Nijmegen op {date} {own}{own_band}. Bij een taak van {task} komen daar {gap} mensen per jaar bij, {years} jaar lang. "
                        "{task} is afgeleid: zo groot was de taak in {then}, gerekend vanuit die van Beuningen. Welke taak nu geldt, is niet gevonden.",
                        "The rest of this forecast takes a task of {known} people a year: the last national taakstelling that was found, shared by inhabitants. "
                        "Then Nijmegen has on {date} {own}{own_band}. A task of {task} adds {gap} people a year to that, for {years} years. "
                        "{task} is derived: so large was the task in {then}, worked out from that of Beuningen. Which task holds now was not found."),
    "q_lettings_costs": ("Het Rijk betaalt één keer {once} euro voor elke statushouder die een woning krijgt: {all_once} miljoen euro voor de {waiting} mensen die wachten. "
                         "Wachten kost ook geld: een opvangplek kost het COA {a_day} euro per dag, voor evenveel mensen {all_a_year} miljoen euro per jaar. "
                         "Wat de gemeente zelf betaalt, aan begeleiding en woningen, zegt het model niet.",
                         "The state pays {once} euros once for each status holder who gets a home: {all_once} million euros for the {waiting} people who wait. "
                         "Waiting costs money too: a reception place costs COA {a_day} euros a day, for as many people {all_a_year} million euros a year. "
                         "What the city itself pays, for guidance and homes, the model does not say."),

    # ---- Ukrainians: question 13 ----
    "q_ukraine": ("Hoeveel woningen zijn er hoogstens nodig als Tarweweg en Asdonck sluiten?", "How many homes are needed at most if Tarweweg and Asdonck close?"),
    "q_ukraine_short": ("Ongeveer {homes} woningen{homes_band}, als geen enkel huishouden iets anders vindt. Zoveel huishoudens wonen er op {date} op die twee locaties: {people} Oekraïners{people_band}.",
                        "About {homes} homes{homes_band}, if no household finds anything else. So many households live at these two sites on {date}: {people} Ukrainians{people_band}."),
    "q_ukraine_some": ("Hoeveel van hen een sociale huurwoning zoeken zegt het model niet. Dat hangt af van hun rechten na {end}, en die zijn nog niet bekend. "
                       "Zoekt de helft er een, dan zijn het er {half}; zoekt een kwart er een, dan {quarter}. {full}Anderen vinden een andere opvangplek, een gastgezin of eigen woonruimte, of gaan terug.",
                       "How many of them look for social housing the model does not say. That depends on their rights after {end}, which are not known yet. "
                       "If half of them do, it is {half}; if a quarter do, {quarter}. {full}Others find another place, a host or a home of their own, or return."),
    "q_ukraine_full": ("In de andere gemeentelijke opvang in de regio is bijna geen plek vrij: op {date} wonen er in alle locaties samen {everyone} mensen op {places} plekken. ",
                       "In other municipal reception of the region hardly a place is free: on {date} {everyone} people live in the {places} places of all sites together. "),
    "q_ukraine_sites": ("Asdonck ({asdonck} plekken) sluit volgens plan op {closes}: daarom zijn er in de raming vanaf dat jaar minder plekken. Voor Tarweweg ({tarweweg} plekken) is geen datum gevonden; daar gaat de opvang in de raming door. ",
                        "Asdonck ({asdonck} places) is planned to close on {closes}: that is why the forecast has fewer places from that year. For Tarweweg ({tarweweg} places) no date was found; there reception goes on in the forecast. "),
    "q_ukraine_everyone": ("Eindigt de opvang voor alle Oekraïners in de regio, dan gaat het om {all} huishoudens{all_band}, samen {everyone} mensen{everyone_band}.",
                           "If reception ends for all Ukrainians in the region it is {all} households{all_band}, together {everyone} people{everyone_band}."),

    # ---- people without papers: question 14 ----
    "q_shelter": ("Hoeveel bed-bad-broodplekken zijn er nodig?", "How many places of bed, bath and bread are needed?"),
    "q_shelter_short": ("Dat hangt af van hoeveel mensen na een afwijzing in de stad blijven. Blijft {tenth} van wie na een afwijzing uit de opvang in Nijmegen vertrekt, dan zijn {night_10} plekken bijna elke nacht genoeg (99 van de 100 nachten). "
                        "Bij {twentieth} zijn dat er {night_5}, en bij {fifth} {night_20}. Er zijn er nu {known}.",
                        "That depends on how many stay in the city after a refusal. If {tenth} of those stay who leave reception in Nijmegen after a refusal, {night_10} places are enough on nearly every night (99 of 100 nights). "
                        "At {twentieth} it is {night_5}, and at {fifth} {night_20}. There are {known} now."),
    "shelter_column_stay": ("blijft in de stad", "stay in the city"),
    "shelter_column_mean": ("gemiddeld bezet, {date} (9 op 10)", "in use on average, {date} (9 in 10)"),
    "shelter_column_busy": ("genoeg in 9 van de 10 nachten", "enough on 9 of 10 nights"),
    "shelter_column_night": ("genoeg in 99 van de 100 nachten", "enough on 99 of 100 nights"),
    "q_shelter_enough": ("De {known} plekken van nu zijn in 9 van de 10 nachten genoeg zolang hooguit {share} blijft, en in 99 van de 100 zolang hooguit {sure} blijft. ",
                         "The {known} places of now are enough on 9 of 10 nights as long as at most {share} stay, and on 99 of 100 as long as at most {sure} do. "),
    "q_shelter_more": ("Een verblijf duurt gemiddeld {stay}, zoals in de landelijke opvang van vijf steden. De mensen komen in de berekening los van elkaar. "
                       "Niemand weet hoeveel mensen blijven en hoeveel er van elders komen; die van elders en wie er nu al woont zijn niet meegeteld. Met hen is meer nodig.",
                       "A stay lasts {stay} on average, as in the national shelters of five cities. People come independently of each other in this calculation. "
                       "Nobody knows how many stay and how many come from elsewhere; those from elsewhere and those who live there now are not counted. With them more is needed."),
    "q_shelter_live": ("Dit is iets anders dan wie er op {date} in de raming wonen: {living} mensen. Dat zijn bed-bad-brood en Stichting Gast samen ({both} plekken), met wie er al woonde en wie van elders komt.",
                       "This is not the same as those who live there in the forecast on {date}: {living} people. Those are bed, bath and bread and Stichting Gast together ({both} places), with those who lived there before and those from elsewhere."),
    "months_17": ("17 maanden", "17 months"),

    # ---- the sites ----
    "sites_show": ("De locaties, en wanneer zij open zijn", "The sites, and when they are open"),
    "site_column_site": ("locatie", "site"),
    "site_column_municipality": ("gemeente", "municipality"),
    "site_column_durable": ("duurzaam", "durable"),
    "site_column_places": ("plekken", "places"),
    "site_column_opens": ("gaat open (plan)", "opens (planned)"),
    "site_column_closes": ("sluit (plan)", "closes (planned)"),
    "site_column_open_on": ("kans op open, {date}", "chance to be open, {date}"),
    "site_is_open": ("open op {start}", "open on {start}"),
    "yes": ("ja", "yes"),
    "no": ("nee", "no"),
    "sites_note_coa": ("Plekken komen en gaan per locatie. Ligt het midden van de raming tussen twee standen in, dan gaf de ene helft van de keren de ene stand en de andere helft de andere. Een datum die voorbij is, is het plan; of het zo ging, is hier niet nagegaan.",
                       "Places come and go by site. Where the median lies between two situations, half of the replications gave the one and half the other. A date that has passed is the plan; whether it went so was not checked here."),
    "sites_note_goo": ("Een locatie zonder sluitdatum blijft in de raming open.", "A site without a date to close stays open in the forecast."),
    "site_nijmegen_oost": ("Azc Nijmegen-Oost", "AZC Nijmegen-Oost"),
    "site_nijmegen_other": ("Overige locaties in Nijmegen", "Other sites in Nijmegen"),
    "site_druten_ship": ("Schip in Druten, of wat ervoor kwam", "Ship in Druten, or what replaced it"),
    "site_malden_town_hall": ("Oud gemeentehuis van Malden", "Former town hall of Malden"),
    "site_ph7": ("PH-7 (Waalhaven)", "PH-7 (Waalhaven)"),
}
