//! Invented candidates: certificate numbers with right check digits, phones, names.

pub struct Person {
    pub name: String,
    pub number: String,
    pub phone: String,
    pub password: String,
}

/// The n-th invented person; born between 1990 and 2001, so that no age rule is in the way.
pub fn person(n: u32) -> Person {
    let surname = ["张", "李", "王", "赵", "陈", "刘", "周", "吴"][n as usize % 8];
    let given = ["晓岚", "明远", "思齐", "若溪", "子衿", "景行"][n as usize / 8 % 6];
    let digits = format!("420106{}{:02}{:02}{:03}", 1990 + n % 12, 1 + n % 12, 1 + n % 28, n % 1000);
    Person {
        name: format!("{surname}{given}"),
        number: format!("{digits}{}", check_digit(&digits)),
        phone: format!("138{:08}", 10_000_000 + n * 7919),
        password: format!("quiet-harbour-{}", syllables(n)),
    }
}

/// A word of its own for each number below 10,000, without digits that could stand in a certificate.
fn syllables(n: u32) -> String {
    let of = ["ka", "mo", "ti", "ru", "se", "no", "ha", "wi", "le", "zu"];
    [1000, 100, 10, 1].map(|place| of[(n / place % 10) as usize]).concat()
}

/// GB 11643.
fn check_digit(digits: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.chars().zip(weights).map(|(d, w)| d.to_digit(10).unwrap() * w).sum();
    ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum as usize % 11]
}

#[test]
fn everybody_may_register() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    for n in 0..200 {
        let p = person(n);
        let form = domain::account::RegisterForm {
            name: p.name,
            cert_type: "01".into(),
            cert_no: p.number,
            phone: p.phone,
            password_again: p.password.clone(),
            password: p.password,
            agreement: "on".into(),
        };
        assert_eq!(form.parse(today).err(), None, "person {n}");
    }
}
