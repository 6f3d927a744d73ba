"""Words of questions that are no names: those that the example questions use at least three times, and calendar words.

"find wholesale buyers" and "find omar haddad" are told apart by this table alone.
"""

ORDINARY_WORDS = frozenset(
    """
    abandoned able about above abt accelerating access accessories according account accounts acct accts acquired
    acquisition across action actions active activity actually ad add addicted address addresses admin advent advise
    affinity after again against agency ago ahead aim aimed aisle alert all along alongside already also always am
    amazon american among amount an analyse analysis analyze and annual another answer anticipate anticipated any
    anybody anyone anything anywhere anzac aov api apply appreciate approach approve apr april archetype archetypes are
    around article articles as ask asked asking asks assign assortment at attention attrition audience aug august auto
    autumn average avg away awol b2b baby back bad bag bags bamboo bandhan bank banner bargain base basket baskets be
    bean beans beauty because become becoming been before behave behaviour behind being belong benchmark besides best
    bestsellers beta better between bfcm big bigger biggest bill bin birthday bit bite bits black bleeding block blue
    board boil bonfire book bookings books boss bot both bottle bottom bought box boxes boxing bracket brand bread break
    breakdown brief bring brings brink british brought browser btwn bucket bucks budget bulk bunch bundle bundles
    business businesses but butter buy buyer buyers buying buys by cadence cafe cafes calendar call called calls came
    campaign can can't cancel candidates candle candles card cards care carnival carry cart carts case cases cash cast
    casual cat catalogue categories category ceo cfo champion champions chance change changed changes channel charge
    chat check checkout chinese choose christmas churn churned clear clearance click client clientele clients climbing
    clockwork club cluster clusters clv cnt co code codes coffee cohort cold collection collector combine come comeback
    comes coming commercial common companies companion company compare compared complaint complaints contact contract
    contractor contrast convert cooled cooling cordless corner corporate cost costume could count counts coupon coupons
    crafter crafters cream create credit critical crm cross crowd crown csv curious current currently curve cust
    customer customers cutting cyber danger dark data database date day days dead deal dealer deals dear dec december
    deck declining decreasing defection delete delivered delivery demand dentist dentists department departments
    departure dependent dept describe deserve design desk details detect develop did didn't differ difference different
    dig dip direction director disappeared discount discounted discounts display distribution distributors diwali do
    does dog doing dollars don't done dont door dormant double doubled dough down downward dr draft draw drawer drifting
    drill drinkers drive drop dropped drops during dwindling dying each early earn earth easter ebay eid eight
    electronics else elsewhere em email end engaged engagement english enthusiasts entry eoy espresso est estimate etsy
    eu eur european euros evening ever every everybody everyone everything ex exactly excel existing exit expanding
    expect expected explain explorer explorers fabric fabrics facebook faces fading fair fall fallen falling family fans
    far fashion fast faster fastest fat father fathers fawkes fcst feb february feel festive fetch few fewer fewest
    fifteen fifty figure figures file filling filters finance financial financially find fire firm firms first fiscal
    fish fit five fix flag flash flat flight folk folks follow foot for forecast forecasts form former fortnight forty
    forward four france free french freq frequency frequent frequently fresh friday from front full furniture further
    future fwd gained gaining games gap gaps garden gardeners gathering gave gbp gdpr gear general generate german
    germany get gets getting gift gifter gifters gifts gimme give given giver gives giving glad go goes going gold gone
    gonna good goods google gorgias got gradually grateful greatest grid grinder gross ground group groups growing grown
    growth grp guess guys habit habits had half halloween hand handle hang hanging happy hardly has hasn't haul have
    having he head headcount heading headphones heads hear heavy hello help her here hey hi hibernating hiding high
    higher highest him his history hit hitters hobbyists hold holi holiday holidays home hooked hot hotel hotels hour
    hours houses how hows hundred hunter hunters i'd i'm i've id ideas identify if import impulse in inactive income
    increase increasing individual individuals inflow info instagram institutional interest interested interval into
    investor invitation invite invoice invoices iron is it italian item items its jacket jan january jewels job join
    joined joiners joining judging jul july jump jun june junkies just keen keep keeping keeps kettle kettles key kind
    kindly kit kits klaviyo knitter knitters knock know knowing kpi label ladies lady lamp land landlord lapsed large
    larger largest last late lately launch lavender lead leaderboard leads lease least leave leaves leaving left lent
    less let letter level life lifetime lift lights like likelihood likely line linen lines link list listing little
    live load locate log lol lone long longer look looking looks lookup lose losers losing lost lot low lower lowest
    loyal loyalists loyalty ltv lucrative lunar lunch lunchtime lvl machine madam made mail mailchimp mailing mails make
    makes manager managers many map mar march margin mark markdowns market marketing mate matrix may me mean measure
    measures median medium meeting members membership mentioned merely merge merino message mid might migration mind
    miss mix mo model moment momentum monday monetary money moneywise month monthly months moon more morning mornings
    most mostly mother mothers move moved moving mr mrs ms much mug my name names natural nd nearly need needs net never
    new newbies newcomers newest newly news newsletter next night nine ninety no nobody non none normal normally not
    note nothing notion nov november now nowhere nps number numbers nurseries nxt nye occasional oct october odds of off
    offer offers office often ok old oldest on once one ones only open opened or order ordered ordering orders organic
    other ought our out outdoor outline outlook over overview owe owls own owner owners pace pack packaging packing page
    pages paid paint pairs pallets pancake parcel parcels part parties party pass password past patron patrons pattern
    pay payment paypal pays pct pdf peak penny people per percent percentage person persona personal personas persons
    pet phone pick picked picking picture pinchers pitch place placed places plan planning plateau playbook please pls
    plug point points pop possible post postcards potential pour power ppl predict predicted prediction prefer premium
    preparation prepare present press preview price prices priciest prime print printed private pro prob probability
    probable probably prods product products prof professional profile profiles profit programme proj project projected
    projection promising promo promotion proportion proposal propose prospects protect provide pull purchase purchased
    purchasers purchases purchasing push put puzzle qtr quantities quantity quarter quarterly quarters questions quick
    quickly quid quiet quilt quilter quilters quilting quit quitting raise raksha ramadan range rank ranked ranking
    ranks rate rates rather re reach reactivation ready real really rebate receipts recency recently recipients reckon
    recommend recommendations record records recs red reduced refill refund register registered regular regulars
    relaunch remain remove rent reorder rep repeat reply report request reseller resellers respond rest restaurant
    restaurants restock retail retention retinol retrieve return returned returning returns rev revenue review revive
    rfm rhythm right ring ripe rise rising risk risks risky roi roll rollers rotary round run running rush safe said
    saint sale sales salesforce salons same sample saturday save say saying says scale schedule school schools score
    scores scoring script search season seasonal second section see seeker seekers seen seg segment segmentation
    segments segs select sell seller sellers selling sells send sense sensible sent sep sept september serum set sets
    sewing shaky shall share shd she sheet shelf shelves shift shifted shifting ship shipping shoes shoot shop shopify
    shopped shopper shoppers shopping shops shorter shortlist should show shrinking shrunk side sign signs since single
    singles sir sit sits six size sizes skincare skip sku skus slack sleep slice slide sliding slipping slips slow
    slowest slowing small smaller smallest so soap sold some somebody someone something soon sooner sort sorted
    sourdough south spanish speak special speed spend spenders spending spends spent split spot spring sql st stack
    stainless stand standard star stars start started starter starting stationery stay steam steepest step steps stick
    still stock stocktake stop stopped store stored strategy strength stripe strongest stuck studio stuff style subject
    subs subscribers subscription success such suggest suggestions summary summer sums sunday supplier support sure
    survey suspects suspicious swap sweet swelling system table tag take takes taking takings talk talks tapering target
    tax tea team teapot tell ten tend tends tent terms test text th than thank thanks thanksgiving that the their them
    themselves then there these they thing things think third thirty this those though thousand thread three through
    throw thru thursday tick ticket tier tiktok till time timers times timing to today together told tomorrow too took
    tool tools top topline total totals toy toys trade trader train trained trajectory translate travel treat trend
    trending tried trolley try trying tuesday turn turned turnover twelve twenty two type types typical typically uk
    under understand unit units until up update upgrade upper ups upsell upward us usa usd use used users usual usually
    valentine valentines valuable value values vanished vat vegan versus view vip vips visit volume voucher vouchers vs
    wait waiting walk walked wallets walnut want wants warehouse warming warranty was wat wavering way ways wd we we'll
    we're wedding wednesday week weekday weekdays weekend weekly weeks weight welcome well went were whales what what'll
    whats when where whether which who who'd who've whoever whole wholesale wholesaler whom whos whose why will win
    winback wind window winners winning winter wise with within without wk wks wobbling wobbly won wonder wonders wooden
    wool word work workshop worst worth would write wrong xmas yarn year years yes yesterday yet you you're your yr yrs
    zendesk zero zone
    """.split()  # noqa: SIM905  a list of words reads best as text
)
