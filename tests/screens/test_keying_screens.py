"""What a keyer reads, line by line, at both sizes: keying, keying twice, settling, what differs."""

from __future__ import annotations

import pytest
from tui.robot import at_the_keyboard

from fieldwork.record.batches import BatchDetails, begin_batch
from fieldwork.tui.app import FieldworkApp


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_keying_reads_as_it_did(stockport, snapshot_txt, size):
    stockport.say(begin_batch(stockport.record, BatchDetails("children-2009", 34, numbers=(1, 34))))
    app = FieldworkApp(stockport)

    async def reads(name, *words):
        stockport.flush()
        await robot.expect("● saved", *words)
        assert "\n".join(robot.lines) + "\n" == snapshot_txt(name=name)

    async with at_the_keyboard(app, size=size) as robot:
        app.go_to("keying", questionnaire="children-2009")
        await robot.expect("which form?")
        await robot.press("3", "5")
        await reads("refused", "✗ 35 is of no batch")
        await robot.press("backspace", "backspace", "enter", *"121")
        await reads("keying", "form 28 · item 4 of 15")
        await robot.press("escape", "v")
        await reads("second-number", "SECOND KEYING", "23 forms left")
        await robot.press("1", "enter", *"13")
        await reads("second-differs", "the two keyings differ")
        await robot.press("t")
        await reads("second-anew", "key what stands on the paper")
        await robot.press("4")
        await robot.expect("q2 settled: a third reading")
        await robot.press("3", "w", "l")
        await reads("differs", "1 item to settle", "4 Never · JN")
