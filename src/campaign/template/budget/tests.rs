//! What templates may cost, and that counting changes nothing else.

use std::time::{Duration, Instant};

use tera::Context;

use super::meter::Metered;
use super::*;

/// `text` filled in within the budget of one paper.
fn filled(text: &str) -> Result<String, String> {
    let budgets = Budgets::default();
    let mut tera = Tera::default();
    budgets.register(&mut tera);
    let metered = Metered::of(text);
    tera.add_raw_template("a", &metered.text).map_err(|error| format!("{}\n{error}", metered.text))?;
    let mut context = Context::new();
    context.insert("ten", &["một", "hai"]);
    context.insert("so", &3);
    let _running = budgets.begin();
    tera.render("a", &context).map_err(|error| error.to_string())
}

#[test]
fn counting_changes_nothing_else() {
    for (text, wanted) in [
        ("{% for x in ten %}{{ x }},{% else %}không{% endfor %}", "một,hai,"),
        ("{%- for x in ten -%}\n {{- x -}} \n{%- endfor -%}\n.", "mộthai."),
        ("{% for x in ten if so > 2 else [] %}{{ x }}{% endfor %}", "mộthai"),
        ("{{ 'a' if so > 2 else 'b' }}{{ so + 1 }}{{ ten | join(sep=', ') | upper }}", "a4MỘT, HAI"),
        ("{% set a = ten | join(sep='-') %}{% set b = a %}{{ b }}", "một-hai"),
        ("{% set a | upper %}x{{ so }}{% endset %}{{ a }}", "X3"),
        ("{% set a %}x{% endset -%}\n{{ a }}", "x"),
        ("{{ [x ~ '!' for x in ten if x != 'hai'] | join(sep='') }}", "một!"),
        ("{{ ten | length }}{% raw %}{{ x }}{% endraw %}{# {% for %} #}", "2{{ x }}"),
        (
            "{% component c(x) -%}\n ({{ x }}){% endcomponent %}{{ <c x='y' /> }}{% for z in ten %}{{<c x={z}/>}}{% endfor %}",
            "(y)(một)(hai)",
        ),
        ("{{ 'a-b' | replace(from='-', to='+') }}{{ 'a\nb' | indent(width=2) }}", "a+ba\n  b"),
    ] {
        assert_eq!(filled(text).as_deref(), Ok(wanted), "{text}");
    }
}

#[test]
fn maps_keep_their_order() {
    let fields = "{% for k, v in {'g': 1, 'f': 2, 'e': 3, 'd': 4, 'c': 5, 'b': 6, 'a': 7} %}{{ k }}{{ v }}{% endfor %}";
    assert_eq!(filled(fields).as_deref(), Ok("g1f2e3d4c5b6a7"));
    let groups = "{% set all = [{'n': 'g'}, {'n': 3}, {'n': 'e'}, {'n': true}, {'n': 'c'}, {'n': none}, {'n': 'a'}, {'n': 3}] %}\
                  {% for k, v in all | group_by(attribute='n') %}{{ k }}:{{ v | length }} {% endfor %}";
    assert_eq!(filled(groups).as_deref(), Ok("g:1 3:2 e:1 true:1 c:1 a:1 "));
    assert!(filled("{{ [{'n': 1.5}] | group_by(attribute='n') }}").is_err());
    assert!(filled("{{ [{'m': 1}] | group_by(attribute='n') }}").is_err());
}

#[test]
fn what_is_over_the_budget_fails_soon_and_with_its_mark() {
    let twice = "{% component c(n) %}{% if n > 0 %}{{<c n={n - 1}/>}}{{<c n={n - 1}/>}}{{<c n={n - 1}/>}}{% endif %}{% endcomponent %}{{<c n={18}/>}}";
    let long = "{% set s = 'aaaaaaaaaaaaaaaaaaaa' %}{% for i in range(end=14) %}{% set_global s = s ~ s %}{% endfor %}";
    for text in [
        "{% set s = 'aaaaaaaaaa' %}{% for i in range(end=40) %}{% set_global s = s ~ s %}{% endfor %}{{ s }}",
        "{% set s = 'aa' %}{% for i in range(end=40) %}{% set_global s %}{{ s }}{{ s }}{% endset %}{% endfor %}",
        "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% for k in range(end=100000) %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ [[y for y in range(end=100000) if false] for x in range(end=100000)] | length }}",
        "{{ range(end=100000) | unique | length }}",
        "{% set a = [1, 2] %}{% for i in range(end=60) %}{% set_global a = [...a, ...a] %}{% endfor %}",
        "{% set a = [1, 2] %}{% for i in range(end=60) %}{% set_global a = [a, a] %}{% endfor %}{{ a }}",
        "{% for i in range(end=100000) %}{{ 'một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám' ~ i }}{% endfor %}{% for i in range(end=100000) %}một hai ba bốn năm{% endfor %}",
        &format!("{long}{{{{ s | replace(from='a', to=s) }}}}"),
        &format!("{long}{{{{ [s, s, s, s] | join(sep=s) }}}}"),
        &format!("{long}{{% for i in range(end=100000) %}}{{% if s ~ s == '' %}}x{{% endif %}}{{% endfor %}}"),
        twice,
    ] {
        let start = Instant::now();
        let error = filled(text).map(|text| text.len()).unwrap_err();
        assert!(error.contains(MARK), "{text}: {error}");
        assert!(start.elapsed() < Duration::from_secs(20), "{text} took {:?}", start.elapsed());
    }
}

#[test]
fn a_long_honest_list_is_far_below_the_budget() {
    let text = "{% for i in range(end=2000) %}{% for x in ten %}| {{ i }} | {{ x | upper }} | {% if so > 2 %}có{% else %}không{% endif %} |\n{% endfor %}{% endfor %}";
    assert_eq!(filled(text).unwrap().lines().count(), 4000);
}

#[test]
fn columns_are_those_of_the_author() {
    let text = "ă{% for x in ten %}{{ x }}{% endfor %}{{ so }}";
    let metered = Metered::of(text);
    let at = |text: &str, words: &str| text[..text.find(words).unwrap()].chars().count() + 1;
    for words in ["ten", "x ", "endfor", "so"] {
        assert_eq!(metered.column(1, at(&metered.text, words)), at(text, words), "{words}");
    }
    assert_eq!(metered.column(1, at(&metered.text, "__show(v=(so")), at(text, "so"));
    assert_eq!(metered.column(2, 7), 7);
}
