//! R-HUKOU: 户籍 or 生源 within a place, by code where both have one, else by name; and R-TARGET.
use super::candidate::{Candidate, Dates};
use super::person::Home;
use super::rules::EligibilityRules;
use super::ruling::{Reason, Ruling};
use super::work;
use crate::code_table::PROVINCES;
use crate::requirement::{Residence, TargetGroup, folded};

/// Places that contain others: names and the digits their codes begin with (GB/T 2260). An exam's own come first.
const REGIONS: &[(&str, &str)] = &[
    ("武汉市", "4201"),
    ("黄石市", "4202"),
    ("十堰市", "4203"),
    ("宜昌市", "4205"),
    ("襄阳市", "4206"),
    ("鄂州市", "4207"),
    ("荆门市", "4208"),
    ("孝感市", "4209"),
    ("荆州市", "4210"),
    ("黄冈市", "4211"),
    ("咸宁市", "4212"),
    ("随州市", "4213"),
    ("恩施州", "4228"),
    ("恩施土家族苗族自治州", "4228"),
    ("仙桃市", "429004"),
    ("潜江市", "429005"),
    ("天门市", "429006"),
    ("神农架林区", "429021"),
    ("长沙市", "4301"),
    ("株洲市", "4302"),
    ("湘潭市", "4303"),
    ("衡阳市", "4304"),
    ("邵阳市", "4305"),
    ("岳阳市", "4306"),
    ("常德市", "4307"),
    ("张家界市", "4308"),
    ("益阳市", "4309"),
    ("郴州市", "4310"),
    ("永州市", "4311"),
    ("怀化市", "4312"),
    ("娄底市", "4313"),
    ("湘西州", "4331"),
    ("湘西土家族苗族自治州", "4331"),
];

const SUFFIXES: &[&str] =
    &["土家族苗族自治州", "自治州", "自治县", "自治旗", "自治区", "地级市", "地区", "林区", "省", "市", "州", "盟", "县", "区", "旗"];
/// Ends of names of the county level.
const COUNTY: fn(char) -> bool = |c| matches!(c, '县' | '区' | '旗');

pub(super) fn residence(candidate: &Candidate<'_>, rules: &EligibilityRules, need: &Residence, of_position: &str) -> Ruling {
    if !need.household && !need.origin {
        return Ruling::PASS;
    }
    let own = [folded(of_position)];
    let named: Vec<String> = need.places.iter().map(|place| folded(place)).collect();
    // 本市, 本县: the position's own place.
    let places = if need.places.is_empty() || named.iter().all(|name| name.starts_with('本')) { &own[..] } else { &named[..] };
    if places.iter().any(String::is_empty) {
        return Ruling::unknown(Reason::Hukou);
    }
    // 本省 of a position in a county: who is of the county belongs to it, of others that is not known.
    let wider = named.iter().any(|name| is_wider(name, of_position));
    let person = candidate.person;
    let homes = [
        person.household.as_ref().filter(|_| need.household),
        person.origin.as_ref().filter(|_| need.origin),
        person.spouse_household.as_ref().filter(|_| need.household && (rules.residence.spouse || need.others)),
    ];
    let missing = (need.household && person.household.is_none()) || (need.origin && person.origin.is_none());
    let fits = homes.into_iter().flatten().flat_map(|home| places.iter().map(|place| within(home, place, rules)));
    let ruling = |fit: Option<bool>| fit.map_or(Ruling::unknown(Reason::Hukou), |fits| Ruling::pass_or(fits, Reason::Hukou));
    let best = fits.map(ruling).reduce(Ruling::or);
    match best {
        Some(best) if best == Ruling::PASS => best,
        _ if missing => Ruling::INCOMPLETE,
        _ if wider => Ruling::unknown(Reason::Hukou),
        // 父母, years of work there: people look at what the form does not ask.
        _ if need.others => Ruling::unknown(Reason::Hukou),
        best => best.unwrap_or(Ruling::INCOMPLETE),
    }
}

/// Whether 本省, 本市 mean more than the place of the position.
fn is_wider(name: &str, of_position: &str) -> bool {
    let ends = |all: &[&str]| all.iter().any(|end| of_position.ends_with(end));
    match name {
        "本省" | "本自治区" => !ends(&["省", "自治区"]),
        "本市" | "本州" => !ends(&["市", "州", "盟", "地区"]),
        _ => false,
    }
}

/// Whether a home lies in a place; `None`: its code and names do not tell.
fn within(home: &Home, place: &str, rules: &EligibilityRules) -> Option<bool> {
    let name = folded(home.name.as_deref().unwrap_or_default());
    let code = home.code.as_deref().unwrap_or_default();
    if let Some(prefix) = region(place, rules) {
        if code.starts_with(prefix) {
            return Some(true);
        }
        // A shorter code, of the province alone, tells only that it lies elsewhere.
        if !code.is_empty() && !prefix.starts_with(code) {
            return Some(false);
        }
    }
    let stem = stem(place);
    if !stem.is_empty() && name.contains(stem) {
        return Some(true);
    }
    let county_named = |text: &str| text.chars().count() > 2 && text.ends_with(COUNTY);
    (place.ends_with(COUNTY) && county_named(&name)).then_some(false)
}

fn region<'r>(place: &str, rules: &'r EligibilityRules) -> Option<&'r str> {
    let own = rules.residence.regions.iter().find(|(name, _)| name.as_str() == place).map(|(_, code)| code.as_str());
    let province = || PROVINCES.iter().find(|entry| entry.zh == place || stem(entry.zh) == place).map(|entry| entry.code);
    own.or_else(|| REGIONS.iter().find(|(name, _)| *name == place).map(|(_, code)| *code)).or_else(province)
}

/// 韶关 of 韶关市; names of two characters stay whole: 丰县.
fn stem(place: &str) -> &str {
    let cut = |suffix: &&str| place.strip_suffix(*suffix).filter(|stem| stem.chars().count() >= 2);
    SUFFIXES.iter().find_map(cut).unwrap_or(place)
}

/// 社区、村干部
const VILLAGE_CADRE: &str = "10";

/// Any of the groups.
pub(super) fn target(candidate: &Candidate<'_>, dates: &Dates, groups: &[TargetGroup]) -> Ruling {
    groups.iter().map(|group| belongs(candidate, dates, *group)).reduce(Ruling::or).unwrap_or(Ruling::PASS)
}

fn belongs(candidate: &Candidate<'_>, dates: &Dates, group: TargetGroup) -> Ruling {
    let person = candidate.person;
    let told = |told: Option<bool>| match told {
        None => Ruling::INCOMPLETE,
        Some(true) => Ruling::EVIDENCE,
        Some(false) => Ruling::fail(Reason::TargetGroup),
    };
    let people = |told: Option<bool>| {
        told.map_or(Ruling::INCOMPLETE, |is| if is { Ruling::unknown(Reason::TargetGroup) } else { Ruling::fail(Reason::TargetGroup) })
    };
    match group {
        TargetGroup::ProjectServant => match work::any_service(candidate, dates, |_| true) {
            Ruling { reason: Some(Reason::ProjectNone), .. } => Ruling::fail(Reason::TargetGroup),
            ruling => ruling,
        },
        TargetGroup::Veteran => {
            told(person.military.as_ref().map(|served| served.iter().any(|m| m.discharged.is_some_and(|d| d.date() <= dates.project))))
        }
        TargetGroup::PlacedVeteran => people(person.military.as_ref().map(|served| served.iter().any(|m| m.discharged.is_some()))),
        TargetGroup::VillageCadre => people(person.kind.as_deref().map(|kind| kind == VILLAGE_CADRE)),
        TargetGroup::Disabled => people(person.disabled),
        TargetGroup::HongKongMacau => told(person.hong_kong_macau),
        TargetGroup::JudicialPoliceSchool => school(candidate, "司法警"),
        TargetGroup::PoliceSchool => school(candidate, "警"),
    }
}

/// Graduates of certain schools: which of those with the word count, people know.
fn school(candidate: &Candidate<'_>, word: &str) -> Ruling {
    let mut schools = candidate.held.iter().map(|held| held.diploma.school.as_deref()).peekable();
    if schools.peek().is_none() {
        return Ruling::INCOMPLETE;
    }
    let one = |school: Option<&str>| match school {
        None => Ruling::INCOMPLETE,
        Some(name) if name.contains(word) || name.contains("警官") => Ruling::unknown(Reason::TargetGroup),
        Some(_) => Ruling::fail(Reason::TargetGroup),
    };
    schools.map(one).reduce(Ruling::or).unwrap_or(Ruling::INCOMPLETE)
}
