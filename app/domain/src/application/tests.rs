use super::*;
use crate::time::Window;
use proptest::prelude::*;

fn facts(now: i64, photo: bool, form: bool) -> Facts {
    let windows = Windows {
        apply: Window { open: Timestamp(10), close: Timestamp(20) },
        review: Window { open: Timestamp(10), close: Timestamp(30) },
    };
    Facts { now: Timestamp(now), windows, photo, form, withdraw: true, claimed: false, cancelled: None }
}

#[test]
fn allows_the_whole_way_with_one_refusal() {
    let f = facts(15, true, true);
    let mut stage = Stage::Draft;
    for (event, expect) in [
        (Event::SaveForm, Stage::FormSaved),
        (Event::Choose, Stage::PositionSaved),
        (Event::Confirm, Stage::PendingReview),
        (Event::Refuse, Stage::Rejected),
        (Event::Choose, Stage::PositionSaved),
        (Event::Confirm, Stage::PendingReview),
        (Event::Approve, Stage::Approved),
    ] {
        stage = next(stage, event, &f).unwrap();
        assert_eq!(stage, expect);
    }
}

#[test]
fn refuses_when_confirmed_again_without_a_new_choice() {
    assert_eq!(next(Stage::Rejected, Event::Confirm, &facts(15, true, true)), Err(Code::PositionNeeded));
    let saved = next(Stage::Rejected, Event::SaveForm, &facts(15, true, true)).unwrap();
    assert_eq!(next(saved, Event::Confirm, &facts(15, true, true)), Err(Code::PositionNeeded));
}

#[test]
fn refuses_when_the_window_is_shut_and_keeps_locked_ones_locked() {
    for stage in Stage::ALL {
        for event in [Event::SaveForm, Event::Choose, Event::Confirm] {
            for now in [9, 20] {
                assert!(next(stage, event, &facts(now, true, true)).is_err(), "{stage:?} {event:?} at {now}");
            }
        }
    }
    for stage in [Stage::PendingReview, Stage::Approved] {
        for event in [Event::SaveForm, Event::Choose, Event::Confirm] {
            assert_eq!(next(stage, event, &facts(15, true, true)), Err(Code::Locked));
        }
    }
}

#[test]
fn refuses_when_photo_or_form_is_missing() {
    assert_eq!(next(Stage::PositionSaved, Event::Confirm, &facts(15, false, true)), Err(Code::PhotoNeeded));
    assert_eq!(next(Stage::PositionSaved, Event::Confirm, &facts(15, true, false)), Err(Code::FormNeeded));
}

#[test]
fn review_goes_on_after_applying_has_closed() {
    assert_eq!(next(Stage::PendingReview, Event::Approve, &facts(25, true, true)), Ok(Stage::Approved));
    assert_eq!(next(Stage::PendingReview, Event::Approve, &facts(30, true, true)), Err(Code::WindowClosed));
    assert_eq!(next(Stage::Approved, Event::Refuse, &facts(25, true, true)), Err(Code::NotNow));
}

#[test]
fn rules_approve_while_applying_is_open_and_people_correct_them() {
    let f = facts(15, true, true);
    assert_eq!(next(Stage::PendingReview, Event::Pass, &f), Ok(Stage::Approved));
    assert_eq!(next(Stage::Approved, Event::Undo, &f), Ok(Stage::PendingReview));
    assert_eq!(next(Stage::PendingReview, Event::Pass, &facts(20, true, true)), Err(Code::WindowClosed));
    let later = Windows { review: Window { open: Timestamp(20), close: Timestamp(30) }, ..f.windows };
    assert_eq!(next(Stage::PendingReview, Event::Pass, &Facts { windows: later, ..f }), Ok(Stage::Approved), "review opens later");
    for stage in Stage::ALL.into_iter().filter(|stage| *stage != Stage::PendingReview) {
        assert_eq!(next(stage, Event::Pass, &f), Err(Code::NotNow), "{stage:?}");
    }
}

#[test]
fn allows_a_supplement_without_a_new_choice() {
    let f = facts(15, true, true);
    assert_eq!(next(Stage::PendingReview, Event::Return, &f), Ok(Stage::Returned));
    assert_eq!(next(Stage::Returned, Event::Confirm, &f), Ok(Stage::PendingReview));
    assert_eq!(next(Stage::Returned, Event::SaveForm, &f), Ok(Stage::PositionSaved));
    assert_eq!(next(Stage::PendingReview, Event::Return, &facts(25, true, true)), Err(Code::WindowClosed), "nobody could supplement");
}

#[test]
fn refuses_when_taken_back_from_the_desk_or_where_the_exam_forbids_it() {
    let f = facts(15, true, true);
    assert_eq!(next(Stage::PendingReview, Event::Withdraw, &f), Ok(Stage::PositionSaved));
    assert_eq!(next(Stage::PendingReview, Event::Withdraw, &Facts { claimed: true, ..f }), Err(Code::NotNow));
    assert_eq!(next(Stage::PendingReview, Event::Withdraw, &Facts { withdraw: false, ..f }), Err(Code::Locked));
    assert_eq!(next(Stage::Approved, Event::Withdraw, &f), Err(Code::NotNow));
}

#[test]
fn a_part_that_is_still_missing_leaves_a_draft() {
    assert_eq!(next(Stage::Draft, Event::SaveForm, &facts(15, true, false)), Ok(Stage::Draft));
    assert_eq!(next(Stage::PositionSaved, Event::Confirm, &facts(15, true, false)), Err(Code::FormNeeded));
}

/// The same life told another way: by what has happened, without stages.
#[derive(Debug, Default)]
struct Story {
    /// 填报信息 was complete at its last save.
    form_saved: bool,
    /// A position was chosen since the last refusal.
    chosen: bool,
    /// Confirmed and not decided.
    waiting: bool,
    /// The last decision, while it stands.
    decided: Option<Event>,
    /// No other position is wanted.
    over: bool,
}

impl Story {
    fn approved(&self) -> bool {
        matches!(self.decided, Some(Event::Approve | Event::Pass))
    }

    fn may(&self, event: Event, facts: &Facts) -> bool {
        let applying = facts.now.0 >= 10 && facts.now.0 < 20;
        let reviewing = facts.now.0 >= 10 && facts.now.0 < 30;
        if self.over {
            return false;
        }
        let open = applying && !self.waiting && !self.approved();
        // Whoever has once come to a choice may choose again after a refusal without another save.
        let filled = self.form_saved || self.chosen || self.decided.is_some();
        match event {
            Event::SaveForm => open,
            Event::Choose => open && filled && facts.form,
            Event::Confirm => open && self.chosen && facts.photo && facts.form,
            Event::Withdraw => applying && self.waiting && facts.withdraw && !facts.claimed,
            Event::Approve | Event::Refuse => reviewing && self.waiting,
            Event::Pass => applying && self.waiting,
            Event::Return => reviewing && applying && self.waiting,
            Event::Undo => reviewing && self.decided.is_some(),
            Event::Rechoose => {
                let in_time = facts.cancelled.is_some_and(|until| facts.now < until);
                in_time && (self.waiting || self.approved())
            }
            Event::Waive => facts.cancelled.is_some() && !matches!(self.decided, Some(Event::Refuse | Event::Return)),
        }
    }

    fn happens(&mut self, event: Event, facts: &Facts) {
        match event {
            Event::SaveForm => (self.form_saved, self.decided) = (facts.form, None),
            Event::Choose => (self.form_saved, self.chosen, self.decided) = (true, true, None),
            Event::Confirm => (self.waiting, self.decided) = (true, None),
            Event::Withdraw => self.waiting = false,
            Event::Approve | Event::Pass | Event::Return => (self.waiting, self.decided) = (false, Some(event)),
            Event::Refuse => (self.waiting, self.chosen, self.decided) = (false, false, Some(event)),
            Event::Undo => (self.waiting, self.chosen, self.decided) = (true, true, None),
            Event::Rechoose => {
                (self.waiting, self.chosen, self.decided) = (false, false, None);
                self.form_saved = facts.form;
            }
            Event::Waive => self.over = true,
        }
    }

    fn stage(&self) -> Stage {
        match self {
            Self { over: true, .. } => Stage::Waived,
            Self { decided: Some(Event::Approve | Event::Pass), .. } => Stage::Approved,
            Self { decided: Some(Event::Refuse), .. } => Stage::Rejected,
            Self { decided: Some(_), .. } => Stage::Returned,
            Self { waiting: true, .. } => Stage::PendingReview,
            Self { chosen: true, .. } => Stage::PositionSaved,
            Self { form_saved: true, .. } => Stage::FormSaved,
            _ => Stage::Draft,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn stages_tell_the_same_life_as_the_story(deeds in prop::collection::vec((0..Event::ALL.len(), 8i64..32, 0..16u8), 1..60)) {
        let (mut stage, mut story) = (Stage::Draft, Story::default());
        for (event, now, luck) in deeds {
            let event = Event::ALL[event];
            // Mostly everything is there; one time in sixteen each is missing.
            let facts = Facts { withdraw: luck != 2, claimed: luck == 3, cancelled: (luck > 10).then_some(Timestamp(25)), ..facts(now, luck != 0, luck != 1) };
            let moved = next(stage, event, &facts);
            prop_assert_eq!(moved.is_ok(), story.may(event, &facts), "{:?} {:?} {:?} {:?}", stage, event, facts, story);
            if let Ok(to) = moved {
                stage = to;
                story.happens(event, &facts);
            }
            prop_assert_eq!(stage, story.stage());
        }
    }
}

/// docs/lifecycle.md, from the code: inside both windows, with photo and form, the position cancelled.
fn drawn() -> String {
    let f = Facts { cancelled: Some(Timestamp(25)), ..facts(15, true, true) };
    let mut out = String::from(
        "# The life of an application\n\nDrawn from `domain::application::next` by its test; what is not drawn is refused with a code. \\\n\
         Filling in, choosing, confirming and withdrawing need the application window, and so does `pass`, which the rules do \
         with the confirmation where an exam lets them decide; decisions of people need the review window; confirming needs photo and \
         form, withdrawing an exam that allows it, choosing anew and waiving a position that was cancelled. A form with a part missing stays a draft. \\\n\
         Photos are looked at on their own: one that is refused after an approval, by people or by rules, is asked for anew, and the stage stays.\n\n\
         ```mermaid\nstateDiagram-v2\n    [*] --> draft\n",
    );
    let mut table = String::from("\n| stage | deed | leads to, or is refused with |\n|---|---|---|\n");
    for stage in Stage::ALL {
        for event in Event::ALL {
            let told = match next(stage, event, &f) {
                Ok(to) => {
                    out.push_str(&format!("    {} --> {}: {}\n", stage.code(), to.code(), event.code()));
                    format!("**{}**", to.code())
                }
                Err(code) => format!("{code:?}"),
            };
            table.push_str(&format!("| {} | {} | {told} |\n", stage.code(), event.code()));
        }
    }
    out + "```\n" + &table
}

#[test]
fn the_picture_in_docs_is_drawn_from_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/lifecycle.md");
    let there = std::fs::read_to_string(path).unwrap_or_default();
    assert!(there == drawn(), "docs/lifecycle.md is not what the code says; it should be:\n{}", drawn());
}

#[test]
fn a_cancelled_position_lets_those_who_confirmed_choose_another_in_time() {
    let f = Facts { cancelled: Some(Timestamp(500)), ..facts(400, true, true) };
    for stage in [Stage::PendingReview, Stage::Approved] {
        assert_eq!(next(stage, Event::Rechoose, &f), Ok(Stage::FormSaved));
        assert_eq!(next(stage, Event::Rechoose, &Facts { now: Timestamp(500), ..f }), Err(Code::WindowClosed));
        assert_eq!(next(stage, Event::Rechoose, &Facts { cancelled: None, ..f }), Err(Code::NotNow));
    }
    for stage in [Stage::Draft, Stage::FormSaved, Stage::PositionSaved, Stage::Rejected, Stage::Returned] {
        assert_eq!(next(stage, Event::Rechoose, &f), Err(Code::NotNow), "{stage:?}");
    }
}

#[test]
fn whoever_wants_no_other_position_is_out_for_good() {
    let f = Facts { cancelled: Some(Timestamp(500)), ..facts(15, true, true) };
    for stage in [Stage::PendingReview, Stage::Approved, Stage::FormSaved] {
        assert_eq!(next(stage, Event::Waive, &f), Ok(Stage::Waived));
        assert_eq!(next(stage, Event::Waive, &Facts { now: Timestamp(900), ..f }), Ok(Stage::Waived), "time does it too");
        assert_eq!(next(stage, Event::Waive, &Facts { cancelled: None, ..f }), Err(Code::NotNow));
    }
    for event in Event::ALL {
        assert_eq!(next(Stage::Waived, event, &f), Err(Code::NotNow), "{event:?}");
    }
}
