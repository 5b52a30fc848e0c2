using Pulse.Tests.Hosts;

namespace Pulse.Tests.Stories.Phone;

/// <summary>What is read on the way through every page: a dialogue, statements with their translations, votes of others, a wording.</summary>
internal static class ReadDialogue
{
    /// <summary>Hebrew, Arabic, English: the first is the original, the second a machine's translation, the third a person's.</summary>
    public static readonly (string Hebrew, string Arabic, string English)[] Statements =
    [
        ("מים צריך לחלק לפי מספר האנשים, ולא לפי מי ששולט בברז.",
            "يجب أن تُقسَم المياه بحسب عدد الناس، لا بحسب من يتحكّم بالصنبور.",
            "Water must be shared by the number of people, not by who controls the tap."),
        ("2,000 איש בכפר שלנו מקבלים מים 3–4 שעות בשבוע. זה לא מספיק.",
            "يحصل 2,000 شخص في قريتنا على الماء 3–4 ساعات في الأسبوع. هذا لا يكفي.",
            "2,000 people in our village get water 3–4 hours a week. That is not enough."),
        ("כל מדידה צריכה להיות פומבית.", "كل قياس يجب أن يكون علنيًا.", "Every measurement must be public."),
        ("אי אפשר לדבר על הנחל בלי לדבר על הביוב שזורם אליו משני הצדדים.",
            "لا يمكن الحديث عن الوادي دون الحديث عن مياه الصرف التي تصبّ فيه من الجانبين.",
            "We cannot talk about the stream without the sewage that runs into it from both sides."),
        ("כל כפר צריך באר משלו.", "كل قرية تحتاج إلى بئر خاصة بها.", "Every village needs a well of its own."),
        ("מי שלוקח מים משלם.", "من يأخذ الماء يدفع ثمنه.", "Whoever takes water pays for it."),
    ];

    /// <summary>The sample's dialogue, whose sentences are as long as real ones, with a phase of each kind it lacks.</summary>
    public static async Task<ParticipantsHost> Start()
    {
        var sample = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "samples", "spring-consultation", "dialogue.yaml"));
        var host = await ParticipantsHost.Start(definition: sample.Replace("quoting: ask", "quoting: ask\nshow-standing: true", StringComparison.Ordinal) + """
              - phase: weighing
                name: { he: "שקילה", ar: "موازنة", en: "Weighing" }
                audience: everyone
                items:
                  - item: weigh
                    kind: ratification
                    scale: acceptability
                    text: { he: "עד כמה תוכלו לחיות עם המשפטים האלה?", ar: "إلى أي مدى يمكنكم أن تعيشوا مع هذه النصوص؟", en: "How well could you live with these texts?" }
              - phase: apart
                name: { he: "כל קבוצה לחוד", ar: "كل مجموعة على حدة", en: "Each group by itself" }
                audience: everyone
                separate: true
                items:
                  - { item: apart-votes, kind: statement-voting, group: water, questions: [water-open], text: { he: "מים", ar: "مياه", en: "Water" } }
            """);
        await Prepare(host);
        return host;
    }

    private static async Task Prepare(ParticipantsHost host)
    {
        foreach (var (hebrew, arabic, english) in Statements)
        {
            await Statement(host, "jewish-israelis", hebrew, arabic, english);
        }

        await host.Do("""
            insert into voting.counts (statement_id, segment, agree, disagree, pass)
            select statement_id, side.segment, side.agree, side.disagree, 0
            from moderating.statements,
              (values ('jewish-israelis', 9, 2), ('palestinians', 31, 40), ('palestinian-citizens', 1, 0)) as side (segment, agree, disagree)
            """);
        var text = await host.ReviewedText("The water is measured in public, by people whom both sides have chosen.");
        await host.Do("delete from reviewing.wordings where text_id = @Id and language <> 'en'", new { Id = text });
        await Wording(host, text, "he", "המים נמדדים בפומבי, בידי אנשים ששני הצדדים בחרו.");
        await Wording(host, text, "ar", "تُقاس المياه علنًا، بأيدي أشخاص اختارهم الجانبان.");
    }

    public static async Task Statement(ParticipantsHost host, string? segment, string hebrew, string arabic, string english)
    {
        await using var connection = await host.Database.Connect();
        var key = await host.Keyring.Of(connection, host.Dialogue.Id, default);
        var id = Guid.NewGuid();
        await host.Do("""
            insert into moderating.statements
              (statement_id, dialogue_id, item, working_group, segment, language, text_sealed, approved_on)
            values (@Id, @DialogueId, 'water-open', 'water', @Segment, 'he', @Text, '2026-05-04')
            """, new { Id = id, Segment = segment, DialogueId = host.Dialogue.Id, Text = key.Seal(hebrew, "moderating.statements.text", id) });
        foreach (var (into, text, maker) in new[] { ("ar", arabic, "machine"), ("en", english, "person") })
        {
            await host.Do("""
                insert into moderating.translations (statement_id, language, text_sealed, made_by) values (@Id, @Into, @Text, @Maker)
                """, new { Id = id, Into = into, Maker = maker, Text = key.Seal(text, $"moderating.translations.text:{into}", id) });
        }
    }

    private static async Task Wording(ParticipantsHost host, Guid text, string into, string wording)
    {
        await using var connection = await host.Database.Connect();
        var key = await host.Keyring.Of(connection, host.Dialogue.Id, default);
        await host.Do("""
            insert into reviewing.wordings (text_id, language, text_sealed, edited) values (@Text, @Into, @Sealed, false)
            """, new { Text = text, Into = into, Sealed = key.Seal(wording, $"reviewing.wordings.text:{into}", text) });
    }
}
