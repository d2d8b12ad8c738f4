//! Which shard a call is to make: as it says, or as the engine that started it says.
//!
//! Slurm and Kubernetes give each call its number in a variable. How many shards there are is always said in the
//! call: the count that Slurm knows is that of the calls it runs now, and when three of a hundred are run again it
//! is three.

use crate::base::diag::{Code, Diagnostic};

use super::Shard;

/// The word for the number that an engine gives.
pub const OF_ENGINE: &str = "tu-dong";
/// The variables of the engines, with the number of the first call.
const VARIABLES: [(&str, usize); 2] = [("SLURM_ARRAY_TASK_ID", 1), ("JOB_COMPLETION_INDEX", 0)];
/// The most shards of a run.
const MOST: usize = 1_000_000;

/// A shard as a call names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// "3/8"
    This(Shard),
    /// "tu-dong/8": the number stands in a variable of the engine.
    OfEngine { of: usize },
}

/// The shard called `number` of `of`.
///
/// # Errors
/// What is wrong with it, in Vietnamese.
pub(super) fn shard(number: &str, of: &str) -> Result<Shard, String> {
    let of = count(of)?;
    let number = natural(number).ok_or_else(|| format!("`{number}` không phải một số"))?;
    match number {
        0 => Err("mảnh đầu là 1, không phải 0".to_owned()),
        _ if number > of => Err(format!("chỉ có {of} mảnh, không có mảnh {number}")),
        _ => Ok(Shard { number, of }),
    }
}

fn count(of: &str) -> Result<usize, String> {
    let count = natural(of).filter(|count| (1..=MOST).contains(count));
    count.ok_or_else(|| format!("số mảnh là một số từ 1 đến {MOST}, không phải `{of}`"))
}

fn natural(text: &str) -> Option<usize> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

impl Wanted {
    /// What `text` names: "I/N" or "tu-dong/N".
    ///
    /// # Errors
    /// What is wrong with it, in Vietnamese.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text.split_once('/') {
            Some((OF_ENGINE, of)) => Ok(Wanted::OfEngine { of: count(of)? }),
            Some((number, of)) => Ok(Wanted::This(shard(number, of)?)),
            None if text == OF_ENGINE => Err(format!(
                "cần cả số mảnh: {OF_ENGINE}/N; số mảnh mà Slurm cho biết chỉ là số mảnh của lần gọi này, không dùng được khi chạy lại vài mảnh"
            )),
            None => Err(format!("cần I/N, ví dụ 3/8, hoặc {OF_ENGINE}/N")),
        }
    }

    /// The shard; `variable` gives the value of a variable of the environment.
    ///
    /// # Errors
    /// `TL020` when the engine gives no number, or none that can be.
    pub fn settle(self, variable: impl Fn(&str) -> Option<String>) -> Result<Shard, Diagnostic> {
        let of = match self {
            Wanted::This(shard) => return Ok(shard),
            Wanted::OfEngine { of } => of,
        };
        let fault = |message: String| Diagnostic::error(Code::TL020, message);
        let names = VARIABLES.map(|(name, _)| format!("`{name}`")).join(", ");
        let given = VARIABLES.iter().filter_map(|(name, first)| Some((*name, *first, variable(name)?)));
        let given: Vec<(&str, usize, String)> = given.collect();
        let [(name, first, value)] = given.as_slice() else {
            return Err(match given.is_empty() {
                true => fault(format!("`--manh {OF_ENGINE}/{of}` cần một biến của hệ thống chạy mảnh: {names}")).hint(
                    format!("chạy trong mảng việc của Slurm hoặc Indexed Job của Kubernetes, hoặc ghi rõ số: `--manh 1/{of}`"),
                ),
                false => fault(format!("có cả hai biến {names}, không rõ theo biến nào"))
                    .hint(format!("ghi rõ số của mảnh: `--manh 1/{of}`")),
            });
        };
        let number = natural(value).and_then(|value| value.checked_add(1)?.checked_sub(*first));
        match number.filter(|number| (1..=of).contains(number)) {
            Some(number) => Ok(Shard { number, of }),
            None => Err(fault(format!("`{name}` là `{value}`, không phải số của một trong {of} mảnh")).hint(format!(
                "số chạy từ {first} đến {}; Slurm: `--array=1-{of}`, Kubernetes: `completions: {of}`",
                of + first - 1
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_is_named_by_two_numbers() {
        let shard = |number, of| Ok(Wanted::This(Shard { number, of }));
        assert_eq!(Wanted::parse("1/1"), shard(1, 1));
        assert_eq!(Wanted::parse("8/8"), shard(8, 8));
        assert_eq!(Wanted::parse("tu-dong/64"), Ok(Wanted::OfEngine { of: 64 }));
        for (text, word) in [
            ("0/8", "mảnh đầu là 1"),
            ("9/8", "chỉ có 8 mảnh"),
            ("1/0", "từ 1 đến"),
            ("1/99999999999999999999999", "từ 1 đến"),
            ("-1/8", "không phải một số"),
            ("+1/8", "không phải một số"),
            ("1/8/2", "từ 1 đến"),
            ("a/8", "không phải một số"),
            ("/8", "không phải một số"),
            ("1/", "từ 1 đến"),
            ("1", "cần I/N"),
            ("", "cần I/N"),
            ("tu-dong", "tu-dong/N"),
            ("tu-dong/0", "từ 1 đến"),
        ] {
            let refused = Wanted::parse(text).unwrap_err();
            assert!(refused.contains(word), "{text}: {refused}");
        }
    }

    #[test]
    fn engines_give_the_number_and_never_the_count() {
        let settle = |variables: &[(&str, &str)]| {
            let find =
                |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into());
            Wanted::OfEngine { of: 8 }.settle(find)
        };
        // Three of eight are run again.
        let again = [("SLURM_ARRAY_TASK_ID", "7"), ("SLURM_ARRAY_TASK_COUNT", "3"), ("SLURM_ARRAY_TASK_MAX", "7")];
        assert_eq!(settle(&again), Ok(Shard { number: 7, of: 8 }));
        assert_eq!(settle(&[("JOB_COMPLETION_INDEX", "0")]), Ok(Shard { number: 1, of: 8 }));
        assert_eq!(settle(&[("JOB_COMPLETION_INDEX", "7")]), Ok(Shard { number: 8, of: 8 }));
        for (variables, word) in [
            (&[][..], "cần một biến"),
            (&[("SLURM_ARRAY_TASK_ID", "0")], "không phải số của một trong 8 mảnh"),
            (&[("SLURM_ARRAY_TASK_ID", "9")], "không phải số"),
            (&[("SLURM_ARRAY_TASK_ID", "")], "không phải số"),
            (&[("JOB_COMPLETION_INDEX", "8")], "không phải số"),
            (&[("JOB_COMPLETION_INDEX", "x")], "không phải số"),
            (&[("JOB_COMPLETION_INDEX", &usize::MAX.to_string())], "không phải số"),
            (&[("JOB_COMPLETION_INDEX", "1"), ("SLURM_ARRAY_TASK_ID", "2")], "cả hai biến"),
        ] {
            let refused = settle(variables).unwrap_err();
            assert!(refused.code == Code::TL020 && refused.message.contains(word), "{refused}");
        }
    }
}
