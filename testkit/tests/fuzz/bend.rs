//! Bends seeds: bytes are flipped, cut out, doubled, mixed with another seed, or words of the language put in.

/// Chance that can be repeated (xorshift64*).
pub struct Chance(pub u64);

impl Chance {
    /// A number below this one; zero below one.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(drawn).unwrap_or(0) % end.max(1)
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let (a, b) = (self.below(length + 1), self.below(length + 1));
        a.min(b)..a.max(b).min(a.min(b) + 40)
    }

    /// One seed, bent one to eight times.
    pub fn bend(&mut self, seeds: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(8) {
            self.bend_once(&mut bytes, seeds, words);
        }
        bytes
    }

    fn bend_once(&mut self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[&str]) {
        let at = self.below(bytes.len() + 1);
        match self.below(7) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
            }
            1 => drop(bytes.drain(self.range(bytes.len()))),
            2 => {
                let copy = bytes[self.range(bytes.len())].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                let other = &seeds[self.below(seeds.len())];
                let part = other[self.range(other.len())].to_vec();
                bytes.splice(at..at, part);
            }
            4 => bytes.truncate(at),
            5 => {
                let odd = [0, 0xff, b'\r', b'\n', b'%', b'"', b'\'', 0xc3, 0xed, b'{'];
                bytes.insert(at, odd[self.below(odd.len())]);
            }
            _ => {
                let word = words[self.below(words.len())].as_bytes().to_vec();
                let times = 1 + self.below(3);
                bytes.splice(at..at, word.repeat(times));
            }
        }
    }
}

#[test]
fn the_same_beginning_bends_the_same_way_and_another_does_not() {
    let seeds = [b"first seed".to_vec(), b"second".to_vec()];
    let bent = |begin| {
        let mut chance = Chance(begin);
        (0..50).map(|_| chance.bend(&seeds, &["word"])).collect::<Vec<_>>()
    };
    assert_eq!(bent(1), bent(1));
    assert_ne!(bent(1), bent(2));
    assert!(bent(1).iter().filter(|bytes| !seeds.contains(bytes)).count() > 40);
}
