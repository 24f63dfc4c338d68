//! A colour, made readable on paper of another.
//!
//! Text needs a contrast of 4.5:1 (WCAG 2.2, success criterion 1.4.3). A colour without it is made darker or lighter in OKLCH, where its
//! hue stays what it was (CSS Color 4, 9.4).

use color::{AlphaColor, Oklch, OpaqueColor, Srgb, parse_color};

/// The contrast that text needs: a little more than the criterion wants, since browsers round, too.
const CONTRAST: f32 = 4.55;
/// By how much the lightness, from 0 to 1, is changed at a time.
const STEP: f32 = 0.005;

/// The colour nearest to `color` that text on `paper` can have. Both are hexadecimal notations of CSS, as is the answer.
pub(super) fn readable(color: &str, paper: &str) -> String {
    let (Some(wanted), Some(paper)) = (parsed(color), parsed(paper)) else { return color.to_owned() };
    let direction = if luminance(paper) > 0.18 { -STEP } else { STEP };
    let [lightness, chroma, hue] = OpaqueColor::<Srgb>::convert::<Oklch>(wanted).components;
    let mut steps = 0.0;
    loop {
        let lightness = (lightness + steps * direction).clamp(0.0, 1.0);
        let color = displayable(lightness, chroma, hue);
        if contrast(color, paper) >= CONTRAST || lightness <= 0.0 || lightness >= 1.0 {
            return written(color);
        }
        steps += 1.0;
    }
}

fn parsed(text: &str) -> Option<OpaqueColor<Srgb>> {
    parse_color(text).ok().map(|color| color.to_alpha_color::<Srgb>().discard_alpha())
}

/// A colour that screens can show, as eight bits a channel: of less chroma where it must be.
fn displayable(lightness: f32, chroma: f32, hue: f32) -> OpaqueColor<Srgb> {
    let mut chroma = chroma;
    loop {
        let color: OpaqueColor<Srgb> = OpaqueColor::<Oklch>::new([lightness, chroma, hue]).convert();
        let is_shown = color.components.iter().all(|channel| (-0.001..=1.001).contains(channel));
        if is_shown || chroma < 0.001 {
            let clipped = color.components.map(|channel| channel.clamp(0.0, 1.0));
            let rounded = AlphaColor::from(OpaqueColor::<Srgb>::new(clipped).to_rgba8());
            return rounded.discard_alpha();
        }
        chroma *= 0.97;
    }
}

/// The contrast ratio of two colours (WCAG 2.2, 'contrast ratio').
fn contrast(one: OpaqueColor<Srgb>, other: OpaqueColor<Srgb>) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of a colour (WCAG 2.2, 'relative luminance').
fn luminance(color: OpaqueColor<Srgb>) -> f32 {
    color.relative_luminance()
}

fn written(color: OpaqueColor<Srgb>) -> String {
    let color = color.to_rgba8();
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIGHT: &str = "#f4f1ea";
    const DARK: &str = "#221f1d";

    fn contrast_of(one: &str, other: &str) -> f32 {
        contrast(parsed(one).unwrap(), parsed(other).unwrap())
    }

    #[test]
    fn contrast_is_that_of_the_web() {
        assert!((contrast_of("#000", "#fff") - 21.0).abs() < 0.01);
        // The grey that is known for its 4.54:1 on white.
        assert!((contrast_of("#767676", "#ffffff") - 4.54).abs() < 0.01);
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        assert_eq!(readable("#8a1c3c", LIGHT), "#8a1c3c");
        assert_eq!(readable("#fff", DARK), "#ffffff");
    }

    #[test]
    fn a_colour_that_cannot_be_read_becomes_darker_on_light_and_lighter_on_dark_paper() {
        let yellow = readable("#ffe000", LIGHT);
        assert!(contrast_of(&yellow, LIGHT) >= 4.5 && contrast_of(&yellow, LIGHT) < 5.0, "{yellow}");
        let wine = readable("#8a1c3c", DARK);
        assert!(contrast_of(&wine, DARK) >= 4.5 && contrast_of(&wine, DARK) < 5.0, "{wine}");
    }

    proptest! {
        /// Rule 17, for whatever accent a site chooses.
        #[test]
        fn rule_17_every_colour_can_be_read_on_either_paper(color in "#[0-9a-f]{6}") {
            for paper in [LIGHT, DARK] {
                let shown = readable(&color, paper);
                prop_assert!(contrast_of(&shown, paper) >= 4.5, "{color} on {paper}: {shown}");
            }
        }
    }
}
