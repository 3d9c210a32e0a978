"""Every word of the report, in Dutch (level B1, the words that the city and COA use) and in English, from the same keys."""
from report_words_behind import TEXTS_BEHIND

TEXTS = {
    # ---- the page ----
    "skip": ("Naar de inhoud", "Skip to the content"),
    "notice": ("Berekend met verzonnen personen; geen gegevens van echte mensen gebruikt.",
               "Calculated with invented persons; no data of real people were used."),
    "kind": ("Raming van opvang en huisvesting", "Forecast of reception and housing"),
    "span": ("Van {start} tot {end}", "From {start} to {end}"),
    "contents": ("Inhoud", "Contents"),
    "print": ("Afdrukken of opslaan als pdf", "Print or save as PDF"),
    "rounding": ("Geraamde aantallen zijn afgerond op 5. Minder dan 5 staat er als “minder dan 5”. Opgaven, taken en plannen zijn niet afgerond.",
                 "Estimated counts are rounded to 5. Fewer than 5 is shown as “fewer than 5”. Duties, tasks and plans are not rounded."),
    "not_added": ("De middens van gemeenten tellen niet op tot het midden van de regio.", "The medians of municipalities do not add up to the median of the region."),

    # ---- numbers ----
    "band": ("tussen de {low} en {high}", "between {low} and {high}"),
    "band_even": ("tussen {low} en {high}", "between {low} and {high}"),
    "band_chance": (", met 9 op 10 kans", ", with 9 in 10 probability"),
    "ahead": ("{number} te veel", "{number} too many"),
    "behind": ("{number} te weinig", "{number} too few"),
    "people_ahead": ("{number} mensen meer gehuisvest dan moet", "housed {number} people more than asked"),
    "people_behind": ("{number} mensen minder gehuisvest dan moet", "housed {number} people fewer than asked"),
    "people_even": ("ongeveer zo veel mensen gehuisvest als moet, met een verschil van {number}", "housed about as many people as asked, with a difference of {number}"),

    # ---- the answer ----
    "h_answer": ("Het antwoord in het kort", "The answer in short"),
    "headline_short": ("Rijk van Nijmegen komt duurzame opvangplekken tekort.", "Rijk van Nijmegen is short of durable reception places."),
    "headline_likely_short": ("Rijk van Nijmegen komt waarschijnlijk duurzame opvangplekken tekort.", "Rijk van Nijmegen is probably short of durable reception places."),
    "headline_enough": ("Rijk van Nijmegen heeft waarschijnlijk genoeg duurzame opvangplekken.", "Rijk van Nijmegen probably has durable reception places enough."),
    "answer_region_places": ("Op {date} heeft de regio {durable} duurzame opvangplekken{durable_band}. De opgave van de Spreidingswet is {duty}: er zijn {short} plekken te weinig.",
                             "On {date} the region has {durable} durable reception places{durable_band}. The duty under the dispersal act (Spreidingswet) is {duty}: there are {short} places too few."),
    "answer_region_enough": ("Op {date} heeft de regio {durable} duurzame opvangplekken{durable_band}. De opgave van de Spreidingswet is {duty}.",
                             "On {date} the region has {durable} durable reception places{durable_band}. The duty under the dispersal act (Spreidingswet) is {duty}."),
    "answer_nijmegen_places": ("Van Nijmegen zelf wordt {duty} gevraagd; de kans dat het daar dan onder zit is {chance}.",
                               "Of Nijmegen itself {duty} are asked; the chance that it is below that by then is {chance}."),
    "answer_demand": ("In heel Nederland hebben dan {asked} mensen een opvangplek nodig{asked_band}. Er zijn {places} plekken.",
                      "In the whole of the Netherlands {asked} people need a reception place by then{asked_band}. There are {places} places."),
    "answer_homes": ("In de regio wachten dan {waiting} statushouders op een woning{waiting_band}.",
                     "In the region {waiting} status holders wait for a home by then{waiting_band}."),
    "answer_backlog": ("Voor de taakstelling heeft Nijmegen dan {backlog}{backlog_band}.",
                       "For the taakstelling (the housing task) Nijmegen has by then {backlog}{backlog_band}."),
    "answer_ukraine": ("In de gemeentelijke opvang in de regio wonen dan {people} Oekraïners{people_band}.",
                       "In municipal reception in the region {people} Ukrainians live by then{people_band}."),
    "answer_shelter": ("In de Nijmeegse opvang voor mensen zonder documenten (bed-bad-brood en Stichting Gast) wonen {people} mensen{people_band}.",
                       "In the Nijmegen shelters for people without papers (bed, bath and bread, and Stichting Gast) {people} people live{people_band}."),
    "answer_any": ("{title}: {number}{band}.", "{title}: {number}{band}."),
    "answer_on": ("De stand op {date}:", "As it stands on {date}:"),
    "as_policy": ("Deze raming gaat uit van de wetten en plannen zoals ze nu zijn.", "This forecast takes laws and plans as they now are."),
    "with_policies": ("Deze raming gaat uit van: {policies}.", "This forecast assumes: {policies}."),
    "card_region": ("duurzame opvangplekken te weinig in de regio", "durable reception places too few in the region"),
    "card_nijmegen": ("kans dat Nijmegen onder zijn opgave zit", "chance that Nijmegen is below its duty"),
    "card_homes": ("statushouders in de regio wachten op een woning", "status holders in the region wait for a home"),
    "card_ukraine": ("Oekraïners in de gemeentelijke opvang in de regio", "Ukrainians in municipal reception in the region"),
    "cards": ("Op {date}", "On {date}"),
    "h_asked": ("Wat de raad vraagt", "What the council asks"),
    "h_drawn": ("In beeld", "In pictures"),
    "h_shortages": ("Tekorten, en wanneer het besluit er uiterlijk moet zijn", "Shortages, and by when to decide"),
    "h_rests": ("Waar dit op rust", "What this rests on"),
    "short_not_said": ("Het model zegt niet wat mensen en overheden gaan doen als het vastloopt.", "The model does not say what people and governments will do when it gets stuck."),
    "short_assumptions": ("Aantal getallen in het scenario dat op een aanname rust: {count}; zij staan met hun marge in het hele rapport.", "Numbers in the scenario that rest on an assumption: {count}; they stand with their ranges in the whole report."),
    "short_whole": ("Het hele rapport ({file}) heeft de tabellen, de kosten, de wetten, de aannames en de bronnen.",
                    "The whole report ({file}) has the tables, the costs, the laws, the assumptions and the sources."),
    "h_checked": ("Hoe zeker is dit?", "How sure is this?"),
    "checked_runs": ("Dit is {replications} keer nagespeeld, vanaf de stand op {start}.", "This was played {replications} times, from the stock of {start}."),
    "checked_none": ("Deze raming is nog niet met gepubliceerde cijfers gecontroleerd.", "This forecast has not been checked by published figures yet."),
    "checked_in": ("Wij konden {counted} cijfers controleren. Alle {counted} liggen binnen de bandbreedte van de raming.",
                   "We could check {counted} figures. All {counted} lie within the band of the forecast."),
    "checked_some": ("Wij konden {counted} cijfers controleren. Aantal dat anders uitkwam dan de raming, buiten de bandbreedte: {outside}.",
                     "We could check {counted} figures. Number that came out other than forecast, outside the band: {outside}."),
    "checked_out": ("Wij konden {counted} cijfers controleren. Alle {counted} kwamen anders uit dan de raming: buiten de bandbreedte.",
                    "We could check {counted} figures. All {counted} came out other than forecast: outside the band."),
    "checked_one_in": ("Wij konden {counted} cijfer controleren. Het ligt binnen de bandbreedte van de raming.", "We could check {counted} figure. It lies within the band of the forecast."),
    "checked_one_out": ("Wij konden {counted} cijfer controleren. Dat kwam anders uit dan de raming: buiten de bandbreedte.",
                        "We could check {counted} figure. It came out other than forecast: outside the band."),
    "checked_what": ("Het gaat om: {names}.", "What was checked: {names}."),
    "ask": ("Vragen die hier een antwoord krijgen", "Questions that are answered here"),

    # ---- reception: questions 1 and 4 ----
    "h_reception": ("Opvangplekken", "Reception places"),
    "q_replacement": ("Wanneer moet er vervanging zijn geregeld voor de Stieltjesstraat?", "By when must a replacement for Stieltjesstraat be agreed?"),
    "q_replacement_past": ("Het besluit over {places} vervangende plekken moest vóór {half} vallen; die datum is voorbij. Dan was er 1 op 2 kans dat de plekken op tijd open zijn. "
                           "Voor 9 op 10 kans moest het vóór {nine}.",
                           "The decision on {places} replacement places had to be taken before {half}; that date has passed. That gave 1 in 2 probability that the places open in time. "
                           "For 9 in 10 it had to be before {nine}."),
    "q_replacement_now": ("Het besluit over {places} vervangende plekken moet vóór {half} vallen. Dan is er 1 op 2 kans dat de plekken op tijd open zijn. "
                          "Voor 9 op 10 kans moet het vóór {nine}.",
                          "The decision on {places} replacement places must be taken before {half}. That gives 1 in 2 probability that the places open in time. "
                          "For 9 in 10 it must be before {nine}."),
    "q_replacement_none": ("Er is in deze raming geen tekort aan duurzame plekken in Nijmegen te verwachten.", "In this forecast no shortage of durable places in Nijmegen is to be expected."),
    "q_replacement_why": ("De opgave van Nijmegen is {duty}, en op {late} zijn er nog {places} plekken{places_band}. Er zijn dus {missing} plekken nodig; de Stieltjesstraat zelf heeft er {site}. "
                          "De locatie sluit volgens plan op {closes}.{slips} "
                          "De kans dat Nijmegen onder de opgave zit is {first} op {early}, en {later} op {late}. "
                          "Of de tijdelijke Stieltjesstraat in de tweede ronde van de wet als duurzaam telt, is niet bekend; hier telt zij mee.",
                          "The duty of Nijmegen is {duty}, and on {late} {places} places are left{places_band}. So {missing} places are needed; Stieltjesstraat itself has {site}. "
                          "The site is planned to close on {closes}.{slips} "
                          "The chance that Nijmegen is below its duty is {first} on {early}, and {later} on {late}. "
                          "Whether the second round of the act counts the temporary Stieltjesstraat as durable is not known; here it counts."),
    "q_replacement_slips": (" Maar locaties sluiten hier vaak later dan gepland. In het midden van de raming begint het tekort daarom in {start}.",
                            " But sites here often close later than planned. In the middle of the forecast the shortage therefore begins in {start}."),
    "q_replacement_how": ("De datum is het begin van het tekort, {start}, min {lead} maanden voorbereiding (een aanname) en min de vertraging bij openen. "
                          "In deze regio gingen locaties {least} tot {most} maanden later open dan gepland.{now}",
                          "The date is the start of the shortage, {start}, less {lead} months of preparation (an assumption) and less the delay of openings. "
                          "In this region sites opened {least} to {most} months later than planned.{now}"),
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
    "q_wijchen_more": ("{with_it} Druten is noodopvang en telt niet mee voor de opgave. "
                       "Leeg staan er bijna geen plekken: in heel Nederland is dan {share} van de plekken bezet.",
                       "{with_it} Druten is emergency reception and does not count for the duty. "
                       "Hardly a place stands empty: in the whole country {share} of the places are then in use."),

    "q_wijchen_also_short": ("Ook mét Wijchen haalt de regio de opgave niet: dan zijn het er {with_it}{with_it_band}, {with_short} te weinig.",
                             "With Wijchen the region misses its duty too: then there are {with_it}{with_it_band}, {with_short} too few."),
    "q_wijchen_with_enough": ("Mét Wijchen zijn het er {with_it}{with_it_band}, en dat is waarschijnlijk genoeg.", "With Wijchen there are {with_it}{with_it_band}, which is probably enough."),
    "q_wijchen_estimates": ("De opgave van de regio is de som van {all} gemeenten. Van {count} daarvan is de opgave niet gevonden, maar geschat naar inwoners: {derived}.",
                            "The duty of the region is the sum of {all} municipalities. Of {count} no duty was found; it is estimated by inhabitants: {derived}."),

    # ---- homes: question 7 ----
    "h_homes": ("Woningen en taakstelling", "Homes and the taakstelling"),
    "q_lettings": ("Hoe groot is de achterstand van Nijmegen bij een taak van 434 per jaar?", "How large is the backlog of Nijmegen at a task of 434 a year?"),
    "q_lettings_short": ("Met een taak van {task} mensen per jaar is de achterstand op {date} {backlog} mensen{backlog_band}, als statushouders {now} krijgen van de {lettings} woningen die per jaar vrijkomen. "
                         "{floor}",
                         "With a task of {task} people a year the backlog on {date} is {backlog} people{backlog_band}, if status holders get {now} of the {lettings} homes that come free each year. "
                         "{floor}"),
    "q_lettings_near": ("Met {shares} wordt dat iets meer dan {least}{least_band}. Met nog meer woningen wordt het niet lager.", "With {shares} that becomes a little more than {least}{least_band}. Still more homes do not make it lower."),
    "q_lettings_floor": ("Met {shares} wordt dat niet lager dan {least}{least_band}.", "With {shares} that becomes no lower than {least}{least_band}."),
    "shares_asked": ("7, 10 of 15 procent van de woningen", "7, 10 or 15 per cent of the homes"),
    "q_lettings_more": ("Meer woningen toewijzen helpt maar voor een deel. Zonder die extra woningen wachten er dan {waiting} mensen op een woning in Nijmegen{waiting_band}. "
                        "Bij {seven} komen er in die tijd {extra} woningen bij; dan wacht er bijna niemand meer. {few}"
                        "Met de taak van {known} mensen per jaar heeft Nijmegen op {date} {own}{own_band}.",
                        "Letting more homes to them helps in part only. Without those extra homes {waiting} people wait for a home in Nijmegen by then{waiting_band}. "
                        "At {seven} there are {extra} homes more in that time; then hardly anybody waits any more. {few}"
                        "With the task of {known} people a year Nijmegen has on {date} {own}{own_band}."),

    "q_lettings_few": ("Er komen te weinig statushouders om {task} mensen per jaar te huisvesten. De achterstand blijft dus, ook met meer woningen. ",
                       "Too few status holders come to house {task} people a year. So the backlog stays, with more homes too. "),
    "q_lettings_task": ("De raming rekent met een taak van {known} mensen per jaar: de laatste landelijke taakstelling die is gevonden, verdeeld naar inwoners. "
                        "Welke taak nu voor Nijmegen geldt, is niet gevonden. {task} is afgeleid: zo groot was de taak in {then}, gerekend vanuit die van Beuningen.",
                        "The forecast takes a task of {known} people a year: the last national taakstelling that was found, shared by inhabitants. "
                        "Which task holds for Nijmegen now was not found. {task} is derived: so large was the task in {then}, worked out from that of Beuningen."),
    "q_lettings_costs": ("Wat dat kost: het Rijk betaalt één keer {once} euro voor elke statushouder die een woning krijgt. Op {date} wachten er in Nijmegen {waiting} mensen op een woning{waiting_band}. "
                         "Voor {waiting} mensen is dat {all_once} miljoen euro, als het voor ieder van hen wordt betaald. Wachten kost ook geld: een gewone opvangplek kost het COA {a_day} euro per dag. "
                         "Voor evenveel mensen is dat {all_a_year} miljoen euro per jaar. Een taak van {task} verandert deze bedragen niet: er komen niet meer statushouders door. "
                         "Wat de gemeente zelf betaalt, aan begeleiding en woningen, zegt het model niet. Daarvoor is nodig wat Nijmegen uitgeeft voor elke statushouder die er komt wonen.",
                         "What that costs: the state pays {once} euros once for each status holder who gets a home. On {date} {waiting} people wait for a home in Nijmegen{waiting_band}. "
                         "For {waiting} people that is {all_once} million euros, if it is paid for each of them. Waiting costs money too: a regular reception place costs COA {a_day} euros a day. "
                         "For as many people that is {all_a_year} million euros a year. A task of {task} does not change these amounts: no more status holders come by it. "
                         "What the city itself pays, for guidance and homes, the model does not say. For that is needed what Nijmegen spends on each status holder who comes to live there."),

    # ---- Ukrainians: question 13 ----
    "h_ukraine": ("Oekraïners", "Ukrainians"),
    "q_ukraine": ("Hoeveel woningen zijn er nodig als Tarweweg en Asdonck sluiten?", "How many homes are needed if Tarweweg and Asdonck close?"),
    "q_ukraine_short": ("Ongeveer {homes} woningen{homes_band}, als elk huishouden er een nodig heeft: op {date} wonen er {people} Oekraïners op die twee locaties{people_band}, in {homes} huishoudens.",
                        "About {homes} homes{homes_band}, if each household needs one: on {date} {people} Ukrainians live at these two sites{people_band}, in {homes} households."),
    "q_ukraine_more": ("Eindigt de opvang voor alle Oekraïners in de regio, dan gaat het om {all} huishoudens{all_band}, samen {everyone} mensen{everyone_band}. "
                       "Hoeveel van hen een sociale huurwoning zoeken zegt het model niet. Dat hangt af van hun rechten na {end}, en die zijn nog niet bekend. "
                       "Een deel vindt een andere opvangplek, een gastgezin of eigen woonruimte, of gaat terug.",
                       "If reception ends for all Ukrainians in the region it is {all} households{all_band}, together {everyone} people{everyone_band}. "
                       "How many of them look for social housing the model does not say. That depends on their rights after {end}, which are not known yet. "
                       "Some find another place, a host or a home of their own, or return."),

    # ---- people without papers: question 14 ----
    "h_shelter": ("Mensen zonder documenten", "People without papers"),
    "q_shelter": ("Hoeveel bed-bad-broodplekken zijn er nodig?", "How many places of bed, bath and bread are needed?"),
    "q_shelter_short": ("Als {tenth} van de mensen die na een afwijzing de opvang in Nijmegen verlaten in de stad blijft, zijn er op {date} {places_10} plekken bezet{band_10}. "
                        "Bij {twentieth} zijn het er {places_5}{band_5}, en bij {fifth} {places_20}{band_20}.{peak} Er zijn nu {known} bed-bad-broodplekken.",
                        "If {tenth} of those who leave reception in Nijmegen after a refusal stay in the city, {places_10} places are in use on {date}{band_10}. "
                        "At {twentieth} it is {places_5}{band_5}, and at {fifth} {places_20}{band_20}.{peak} There are {known} places of bed, bath and bread now."),
    "q_shelter_peak": (" Op zijn hoogst zijn dat er {highest}{highest_band}, op {date}.", " At its highest that is {highest}{highest_band}, on {date}."),
    "q_shelter_more": ("Dit is een gemiddelde; op drukke dagen is meer nodig. Een verblijf duurt gemiddeld {stay}, zoals in de landelijke opvang van vijf steden. "
                       "Elk procent meer dat blijft vraagt ongeveer {each} plek erbij.{enough} Niemand weet hoeveel mensen blijven en hoeveel er van elders komen; "
                       "die van elders zijn niet meegeteld.",
                       "This is an average; busy days ask for more. A stay lasts {stay} on average, as in the national shelters of five cities. "
                       "Each per cent more that stays asks for about {each} place more.{enough} Nobody knows how many stay and how many come from elsewhere; "
                       "those from elsewhere are not counted."),
    "q_shelter_enough": (" Met {known} plekken zijn er gemiddeld genoeg zolang minder dan {share} blijft.", " With {known} places there are enough on average as long as fewer than {share} stay."),
    "months_17": ("17 maanden", "17 months"),

    # ---- the other sections ----
    "h_civic": ("Inburgering", "Civic integration"),
    "h_chain": ("De keten in heel Nederland", "The chain in the whole of the Netherlands"),
    "h_other": ("Wat de raming telt", "What the forecast counts"),
    "h_compare": ("Scenario’s naast elkaar", "Scenarios side by side"),
    "h_capacity": ("Capaciteitsblad", "Capacity sheet"),
    "h_costs": ("Kosten", "Costs"),
    "h_law": ("De wet", "The law"),
    "h_method": ("Hoe dit is berekend", "How this was calculated"),
    "h_register": ("Voor het Algoritmeregister", "For the Dutch algorithm register"),
    "h_terms": ("Begrippen", "List of terms"),
    "h_licences": ("Licenties", "Licences"),

    # ---- charts ----
    "chart_durable": ("Duurzame opvangplekken naast de opgave", "Durable reception places beside the duty"),
    "chart_lodged": ("Mensen in de opvang naast de plekken", "People in reception beside the places"),
    "chart_backlog": ("Achterstand op de taakstelling", "Backlog on the taakstelling"),
    "chart_waiting": ("Statushouders die op een woning wachten", "Status holders waiting for a home"),
    "chart_wait": ("Hoe lang wachtte wie een woning kreeg, vanaf de vergunning", "How long those who got a home had waited, since the permit"),
    "chart_ukraine": ("Oekraïners in de gemeentelijke opvang naast de plekken", "Ukrainians in municipal reception beside the places"),
    "chart_shelter": ("Mensen zonder documenten in de opvang, en bezette plekken als een deel blijft",
                      "People without papers in shelters, and places in use if some stay"),
    "chart_civic": ("Mensen die inburgeren of daarop wachten", "People in civic integration or waiting for it"),
    "chart_decision": ("Mensen die wachten op een besluit", "People waiting for a decision"),
    "chart_time": ("Hoe lang duurt een besluit", "How long a decision takes"),
    "chart_realised": ("Wat er kwam, over de raming getekend", "What came, drawn over the forecast"),
    "chart_other": ("Gekozen cijfer", "Chosen number"),
    "chart_flows": ("Van aanmelding tot woning: hoeveel mensen gaan waarheen", "From application to home: how many people go where"),
    "chart_needed": ("Plekken die nodig zijn naast plekken die er zijn", "Places needed beside places there are"),
    "chart_costs": ("Kosten per jaar in de regio, naar wie betaalt", "Costs of the region by year and payer"),
    "chart_effects": ("Hetzelfde cijfer in elk scenario", "The same number in each scenario"),
    "option_lodged_country": ("Nederland: mensen die een plek nodig hebben", "Netherlands: people who need a place"),
    "option_region": ("Rijk van Nijmegen", "Rijk van Nijmegen"),
    "option_country": ("Nederland", "Netherlands"),
    "option_without_wijchen": ("Rijk van Nijmegen zonder Wijchen en Druten", "Rijk van Nijmegen without Wijchen and Druten"),
    "option_nijmegen": ("Nijmegen", "Nijmegen"),
    "option_at_434": ("Nijmegen, bij een taak van 434 per jaar", "Nijmegen, at a task of 434 a year"),
    "option_households": ("Rijk van Nijmegen, in huishoudens", "Rijk van Nijmegen, in households"),
    "option_all_ukrainians": ("Nederland, ook buiten de opvang", "Netherlands, also outside reception"),
    "option_shelter": ("In de Nijmeegse opvang", "In the shelters of Nijmegen"),
    "option_stays": ("Bezet als {share} van de afgewezenen blijft", "In use if {share} of the refused stay"),
    "option_without_papers": ("Nederland, ook buiten de opvang", "Netherlands, also outside shelters"),
    "option_in_lessons": ("Rijk van Nijmegen: in de lessen", "Rijk van Nijmegen: in lessons"),
    "option_intake": ("Nederland: wacht op brede intake en plan", "Netherlands: waiting for the intake and plan"),
    "option_class": ("Nederland: wacht op een lesgroep", "Netherlands: waiting for a group"),
    "option_decision": ("Asielbesluit", "Asylum decision"),
    "option_over_15": ("Asielbesluit, langer dan 15 maanden", "Asylum decision, more than 15 months"),
    "option_nareis": ("Gezinshereniging (nareis)", "Family reunification (nareis)"),
    "option_status_holders": ("Statushouders in de opvang", "Status holders in reception"),
    "option_interview": ("Wachten op het eerste gehoor", "Wait for the first interview"),
    "option_time": ("Van aanvraag tot besluit", "From application to decision"),
    "option_time_nareis": ("Wachten op een besluit over gezinshereniging", "Wait for a decision on family reunification"),
    "option_time_intake": ("Wachten op het inburgeringsplan", "Wait for the civic-integration plan"),
    "places_there": ("plekken die er zijn", "places there are"),
    "duty": ("opgave", "duty"),
    "choose": ("Kies:", "Choose:"),
    "year": ("Jaar:", "Year:"),
    "seen_at": ("Op {date}: {number}{band}.", "On {date}: {number}{band}."),
    "seen_in": ("In {date}: {number} {unit}{band}.", "In {date}: {number} {unit}{band}."),
    "table_show": ("Tabel bij deze grafiek", "Table of this chart"),
    "table_of": ("Tabel: {title}", "Table: {title}"),
    "column_date": ("datum", "date"),
    "column_month": ("maand", "month"),
    "column_middle": ("raming", "estimate"),
    "column_low": ("9 op 10 vanaf", "9 in 10 from"),
    "column_high": ("9 op 10 tot", "9 in 10 to"),
    "column_realised": ("realisatie", "realised"),
    "column_kind": ("soort", "kind"),
    "column_from": ("van", "from"), "column_to": ("naar", "to"),
    "realised": ("realisatie", "realised"),
    "forecast": ("raming", "forecast"),
    "download_png": ("Afbeelding (PNG)", "Image (PNG)"),
    "download_svg": ("Afbeelding (SVG)", "Image (SVG)"),
    "download_csv": ("Cijfers (CSV)", "Numbers (CSV)"),
    "download": ("Downloaden:", "Download:"),
    "keys": ("Pijltjestoetsen links en rechts: een maand terug of verder. Home en End: begin en eind.", "Arrow keys left and right: a month back or on. Home and End: start and end."),
    "keys_bars": ("Pijltjestoetsen links en rechts: het volgende deel.", "Arrow keys left and right: the next part."),
    "legend_middle": ("raming (midden)", "estimate (median)"),
    "legend_half": ("1 op 2 kans", "1 in 2 probability"),
    "legend_nine": ("9 op 10 kans", "9 in 10 probability"),
    "legend_actual": ("realisatie", "realised"),
    "today": ("vandaag, {date}", "today, {date}"),
    "drawing": ("Grafiek: {title}", "Chart: {title}"),
    "fewer": ("minder dan 5", "fewer than 5"),
    "flows_note": ("Gemiddelden van alle keren naspelen, in {year}. Dunne stromen zijn weggelaten. Wie blijft wachten gaat dat jaar nergens heen.",
                   "Means of the replications, in {year}. Thin flows are left out. Those who go on waiting go nowhere in that year."),

    # ---- comparison ----
    "compare_lead": ("Replicatie voor replicatie is het dezelfde wereld. Daarom is het verschil tussen scenario’s zekerder dan elk cijfer apart.",
                     "Replication by replication it is the same world. That makes the difference between scenarios firmer than each number by itself."),
    "compare_apart": ("Deze scenario’s zijn niet met hetzelfde toeval berekend. Daarom staat er geen verschil bij.",
                      "These scenarios were not calculated with the same chance. Therefore no difference is shown."),
    "compare_missing": ("Dit staat niet in elk scenario en is weggelaten: {names}.", "This is not in every scenario and was left out: {names}."),
    "compare_title": ("{title}, op {date}", "{title}, on {date}"),
    "column_scenario": ("scenario", "scenario"),
    "column_difference": ("verschil met het eerste", "difference from the first"),
    "first_scenario": ("–", "–"),
    "until": ("tot", "to"),
    "effects_lead": ("Wat elke maatregel verandert ten opzichte van: {first}. Het gemiddelde ligt met 95 % zekerheid in de marge. Wat het meest verandert staat bovenaan.",
                     "What each measure changes from: {first}. The mean lies in the range with 95% confidence. What changes most comes first."),
    "effects_none": ("Er verandert niets.", "Nothing changes."),
    "column_without": ("zonder", "without"),
    "column_measure": ("cijfer", "number"),
    "column_effect": ("verandering", "change"),
    "column_from_to": ("marge", "range"),
    "column_sign": ("zelfde kant op", "same direction"),

    # ---- capacity ----
    "capacity_lead": ("Per maand: de kans dat er te weinig plekken zijn, en hoeveel er nodig zijn om in 80, 90 of 95 procent van de gevallen genoeg te hebben.",
                      "By month: the chance that there are too few places, and how many are needed to have enough in 80, 90 or 95 per cent of the cases."),
    "capacity_shortages": ("Verwachte tekorten en de laatste datum om te besluiten", "Expected shortages and the last date to decide"),
    "decide_before": ("“Besluit vóór”: wie dan besluit heeft 1 op 2 of 9 op 10 kans dat het klaar is als het tekort begint. Een datum met * is al voorbij.",
                      "“Decide by”: a decision taken by then gives 1 in 2 or 9 in 10 probability that it is ready when the shortage begins. A date with * has gone by."),
    "more_shortages": ("Tekorten die alleen in het hele rapport staan: {count}.", "Shortages that stand in the whole report only: {count}."),
    "gone_by": ("{date}*", "{date}*"),
    "capacity_area": ("Gebied:", "Area:"),
    "capacity_provision": ("Voorziening:", "Provision:"),
    "needed_level": ("nodig voor {level}", "needed for {level}"),
    "asked": ("gevraagd (midden)", "asked (median)"),

    # ---- costs ----
    "costs_lead": ("In miljoenen euro, in de prijzen van 2023, niet verhoogd voor inflatie. Bij Oekraïners is elke open plek geteld, bij het COA en de lokale opvang elke bezette plek. "
                   "Aangenomen is dat een lege plek van het COA evenveel kost als een volle. Lege plekken zijn een eigen deel van de balk. "
                   "Zonder dat deel zijn dit de gemiddelde kosten uit forecast.csv.",
                   "In millions of euros, at prices of 2023, not raised for inflation. Of Ukrainians every open place was counted, of COA and local shelters every occupied place. "
                   "An empty place of COA is taken to cost as much as a full one. Empty places are a part of the bar by themselves. "
                   "Without that part these are the mean costs of forecast.csv."),
    "costs_stack": ("Dit zijn gemiddelden, zodat de delen optellen tot het geheel.", "These are means, so that the parts add up to the whole."),

    **TEXTS_BEHIND,
}

WORDS = {language: {key: texts[index] for key, texts in TEXTS.items()} for index, language in enumerate(["nl", "en"])}


def say(language, key, **parts):
    return WORDS[language][key].format(**parts)
