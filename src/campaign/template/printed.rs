//! A value of the program beside what templates see of it.
//!
//! What Tera reads is made of a value once, when it is first asked for, and shared from then on (its lists, maps and
//! long texts are counted references). So the variables of a campaign can be put into each of its papers at a cost that
//! does not grow with the campaign, while the program goes on asking the typed value. A check sum of the value is kept
//! in the same way: papers of which nothing has changed are known by it.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::ser::Error;
use serde::{Serialize, Serializer};

use crate::base::sum::Digest;

/// A value, its look in templates and its check sum, all shared by all clones.
#[derive(Debug)]
pub struct Printed<T>(Arc<Inside<T>>);

#[derive(Debug)]
struct Inside<T> {
    summed: Arc<Summed<T>>,
    shown: OnceLock<tera::Value>,
}

/// A value and its check sum; none of a value that can't be told.
#[derive(Debug)]
struct Summed<T> {
    value: T,
    sum: OnceLock<Option<[u8; 32]>>,
}

/// A variable of the templates.
pub trait Shown {
    /// What templates see of it; nothing of one that can't be shown, which Tera reports where it is asked for.
    fn shown(&self) -> tera::Value;

    /// Adds to `digest` what tells it from any other value.
    ///
    /// # Errors
    /// Of a value that can't be told.
    fn add_to(&self, digest: &mut Digest) -> fmt::Result;
}

impl<T: Serialize> Printed<T> {
    /// Shows `value` to templates.
    pub fn new(value: T) -> Self {
        let summed = Arc::new(Summed { value, sum: OnceLock::new() });
        Printed(Arc::new(Inside { summed, shown: OnceLock::new() }))
    }

    /// The same value for one paper that alone is about it: its look goes with this paper, unless others have looked
    /// at it already. Ten thousand looks that nobody asks for again would be most of the memory of a run.
    pub fn for_one_paper(&self) -> Self {
        match self.0.shown.get() {
            Some(_) => self.clone(),
            None => Printed(Arc::new(Inside { summed: Arc::clone(&self.0.summed), shown: OnceLock::new() })),
        }
    }

    fn look(&self) -> &tera::Value {
        self.0.shown.get_or_init(|| look(&self.0.summed.value))
    }

    fn sum(&self) -> Option<&[u8; 32]> {
        let Summed { value, sum } = &*self.0.summed;
        let work_out = || {
            let mut digest = Digest::default();
            digest.add_value(value).ok()?;
            Some(digest.bytes())
        };
        sum.get_or_init(work_out).as_ref()
    }
}

impl<T: Serialize> Shown for Printed<T> {
    fn shown(&self) -> tera::Value {
        self.look().clone()
    }

    fn add_to(&self, digest: &mut Digest) -> fmt::Result {
        digest.add_value(self)
    }
}

impl Shown for usize {
    fn shown(&self) -> tera::Value {
        look(self)
    }

    fn add_to(&self, digest: &mut Digest) -> fmt::Result {
        digest.add_value(self)
    }
}

impl Shown for bool {
    fn shown(&self) -> tera::Value {
        look(self)
    }

    fn add_to(&self, digest: &mut Digest) -> fmt::Result {
        digest.add_value(self)
    }
}

fn look(value: &impl Serialize) -> tera::Value {
    tera::Value::try_from_serializable(value).unwrap_or_else(|_| tera::Value::none())
}

impl<T> Clone for Printed<T> {
    fn clone(&self) -> Self {
        Printed(Arc::clone(&self.0))
    }
}

impl<T> Deref for Printed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.summed.value
    }
}

impl<T: Serialize + Default> Default for Printed<T> {
    fn default() -> Self {
        Printed::new(T::default())
    }
}

impl<T: PartialEq> PartialEq for Printed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.summed.value == other.0.summed.value
    }
}

impl<T: Serialize> Serialize for Printed<T> {
    /// Its look for Tera and for people; where values are summed up, its own sum, which is worked out once.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.look().serialize(serializer);
        }
        let sum = self.sum().ok_or_else(|| S::Error::custom("không tính được tổng kiểm tra"))?;
        serializer.serialize_bytes(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_counts_by_its_own_sum() {
        let sum = |value: &Vec<Printed<u32>>| *Printed::new(value.clone()).sum().unwrap();
        let (one, two) = (Printed::new(1), Printed::new(2));
        assert_eq!(sum(&vec![one.clone(), two.clone()]), sum(&vec![Printed::new(1), two.clone()]));
        assert_ne!(sum(&vec![one.clone(), two.clone()]), sum(&vec![two, one.clone()]));
        assert_eq!(one.shown(), tera::Value::from(1));
    }

    #[test]
    fn a_look_for_one_paper_goes_with_it() {
        let person = Printed::new(vec![1]);
        let of_paper = person.for_one_paper();
        assert_eq!(of_paper.shown(), tera::Value::from(vec![1]));
        assert_eq!(of_paper.sum(), person.sum());
        assert!(person.0.shown.get().is_none() && of_paper == person);
        person.shown();
        assert!(Arc::ptr_eq(&person.0, &person.for_one_paper().0), "it is there already");
    }
}
