//! Closed lists of words that clerks type and papers print.
//!
//! A state or a level is known in data by its name (`khong_dat`) or by its label ("không đạt"); both
//! lead to one enum variant, and a word that is neither gets the nearest one suggested.

use std::fmt;

use super::nearest;

/// A word that is not on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// What was typed.
    pub word: String,
    /// The labels on the list.
    pub known: Vec<&'static str>,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<String> = self.known.iter().map(|label| format!("`{label}`")).collect();
        write!(out, "`{}` không có trong danh sách: {}", self.word, known.join(", "))?;
        let keys: Vec<String> = self.known.iter().map(|label| crate::base::text::ascii_key(label)).collect();
        let near = nearest(&crate::base::text::ascii_key(&self.word), keys.iter().map(String::as_str));
        match near.and_then(|key| keys.iter().position(|known| known == key)).and_then(|at| self.known.get(at)) {
            Some(label) => write!(out, "; có phải `{label}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownWord {}

/// A closed list: each value by the name that data have and the words of papers.
pub trait Labelled: Sized + std::str::FromStr<Err: fmt::Display> {
    /// The names, each with its label.
    fn words() -> Vec<(&'static str, &'static str)>;
}

/// Declares an enum whose variants have a name in data and an accented label.
macro_rules! labelled {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident $name:literal $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $type { $($(#[$variant_doc])* $variant,)* }

        impl $type {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The key in data.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The Vietnamese words.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }

        impl $crate::base::diag::labelled::Labelled for $type {
            fn words() -> Vec<(&'static str, &'static str)> {
                Self::ALL.iter().map(|value| (value.name(), value.label())).collect()
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::base::diag::labelled::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let key = $crate::base::text::ascii_key(text);
                let found = Self::ALL.iter().copied().find(|value| {
                    value.name() == key || $crate::base::text::ascii_key(value.label()) == key
                });
                found.ok_or_else(|| $crate::base::diag::labelled::UnknownWord {
                    word: text.to_owned(),
                    known: Self::ALL.iter().map(|value| value.label()).collect(),
                })
            }
        }
    };
}

pub(crate) use labelled;

#[cfg(test)]
mod tests {
    labelled! {
        /// What is proposed.
        Subject {
            TapThe "tap_the" "tập thể";
            CaNhan "ca_nhan" "cá nhân";
        }
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_word() {
        assert_eq!("Cá nhân".parse(), Ok(Subject::CaNhan));
        let error = "tập thẻe".parse::<Subject>().unwrap_err();
        assert!(error.to_string().ends_with("có phải `tập thể`?"), "{error}");
    }
}
