using System.Text;

namespace Pulse.Publishing;

/// <summary>
/// A brief as Markdown (CommonMark with tables). Figures and names carry Unicode isolates; participants' words are
/// escaped, so that nothing they wrote becomes a heading, a link or HTML.
/// </summary>
public static class BriefMarkdown
{
    public static string Write(Brief brief)
    {
        var wording = brief.Wording;
        var page = new StringBuilder();
        page.Append("# ").Append(Escape(brief.GroupName)).Append("\n\n");
        page.Append(Escape(wording["kind"])).Append(" · ").Append(Escape(brief.DialogueTitle)).Append("\n\n");
        if (brief.Synthetic)
        {
            page.Append("**").Append(wording["synthetic"]).Append("**\n\n");
        }

        page.Append(Escape(brief.GroupSummary)).Append("\n\n");
        Section(page, wording["headlines"]);
        List(page, brief.Headlines);
        Narrative(page, brief);
        Section(page, wording["agreed"], wording["agreed.basis"]);
        Findings(page, brief, brief.Agreed, wording["agreed.none"]);
        Section(page, wording["differ"], wording["differ.basis"]);
        if (brief.Differ.Count > 0 || brief.DifferUnquoted == 0)
        {
            Findings(page, brief, brief.Differ, wording["differ.none"]);
        }

        if (brief.DifferUnquoted > 0)
        {
            page.Append(wording.Say("differ.unquoted", new Amount(FigureText.Count(brief.DifferUnquoted)))).Append("\n\n");
        }

        Section(page, wording["themes"], wording["themes.basis"]);
        Themes(page, brief);
        Section(page, wording["quotes"], wording.Say("quotes.basis", new Amount(FigureText.Count(brief.Minimum))).ToString());
        Quotes(page, brief);
        Section(page, wording["method"]);
        List(page, brief.Method);
        Section(page, wording["limits"]);
        List(page, brief.Limits);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Section(StringBuilder page, string heading, string? basis = null)
    {
        page.Append("## ").Append(heading).Append("\n\n");
        if (basis is not null)
        {
            page.Append('_').Append(basis).Append("_\n\n");
        }
    }

    private static void List(StringBuilder page, IReadOnlyList<Sentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            page.Append("- ").Append(sentence).Append('\n');
        }

        page.Append('\n');
    }

    private static void Narrative(StringBuilder page, Brief brief)
    {
        if (brief.Narrative is not { } narrative)
        {
            return;
        }

        Section(page, brief.Wording["narrative"], narrative.Mark.ToString());
        page.AppendJoin(' ', narrative.Sentences.Select(Written)).Append("\n\n");
        page.Append('_').Append(brief.Wording["narrative.places"]).Append("_\n\n");
    }

    private static string Written(NarrativeSentence sentence) =>
        new Sentence([.. sentence.Said.Spans.Select(span => span with { Text = Escape(span.Text) })]).ToString()
        + string.Concat(sentence.Places.Select(place => $" {Ltr($"\\[{FigureText.Count(place)}\\]")}"));

    private static void Findings(StringBuilder page, Brief brief, IReadOnlyList<Finding> findings, string none)
    {
        if (findings.Count == 0)
        {
            page.Append(none).Append("\n\n");
        }

        for (var place = 0; place < findings.Count; place++)
        {
            var finding = findings[place];
            page.Append("### ").Append(place + 1).Append("\\. ").Append(finding.Headline).Append("\n\n");
            Words(page, brief, finding.Text);
            Table(page, brief, finding.Row);
        }
    }

    private static void Words(StringBuilder page, Brief brief, Words words)
    {
        page.Append("> ").Append(Isolated(words.Original)).Append('\n');
        if (words.In(brief.Language) is { } translation)
        {
            page.Append(">\n> ").Append(brief.Wording[$"translated.{translation.MadeBy}"]).Append(": ")
                .Append(Isolated(translation.Text)).Append('\n');
        }

        page.Append('\n');
    }

    private static void Table(StringBuilder page, Brief brief, ResultRow row)
    {
        var wording = brief.Wording;
        var unacceptable = row.Segments.Any(segment => segment.Result?.Unacceptable is not null);
        string[] heads =
        [
            wording["table.group"], wording["table.agree"], wording["table.interval"], wording["table.pass"],
            wording["table.disagree"], .. unacceptable ? [wording["table.unacceptable"]] : Array.Empty<string>(),
        ];
        page.Append("| ").AppendJoin(" | ", heads).Append(" |\n|")
            .Append(string.Concat(heads.Select((_, place) => place == 0 ? " --- |" : " ---: |"))).Append('\n');
        foreach (var segment in row.Segments)
        {
            page.Append("| ").Append(Escape(brief.SegmentNames[segment.Segment])).Append(" | ");
            if (segment.Result is { } result)
            {
                page.Append(Ltr($"{FigureText.Percent(result.Share)} ({FigureText.Ratio(result.Agree, result.Votes)})"))
                    .Append(" | ").Append(Ltr(FigureText.Range(result.Low, result.High)))
                    .Append(" | ").Append(FigureText.Count(result.Pass))
                    .Append(" | ").Append(FigureText.Count(result.Disagree));
                if (unacceptable)
                {
                    page.Append(" | ").Append(result.Unacceptable is { } count ? FigureText.Count(count) : "–");
                }
            }
            else
            {
                page.Append(wording["too-few"]).Append(string.Concat(Enumerable.Repeat(" | ", heads.Length - 2)));
            }

            page.Append(" |\n");
        }

        page.Append('\n');
    }

    private static void Themes(StringBuilder page, Brief brief)
    {
        if (brief.Themes.Count == 0)
        {
            page.Append(brief.NoThemes).Append("\n\n");
            return;
        }

        foreach (var theme in brief.Themes)
        {
            page.Append("- ").AppendJoin(" · ", theme.Terms.Select(Isolated)).Append(" – ").Append(theme.Size).Append('\n');
        }

        if (brief.AnswersElsewhere > 0)
        {
            page.Append("- ")
                .Append(brief.Wording.Say("themes.without", new Amount(FigureText.Count(brief.AnswersElsewhere)))).Append('\n');
        }

        page.Append('\n');
    }

    private static void Quotes(StringBuilder page, Brief brief)
    {
        if (brief.Quotes.Count == 0)
        {
            page.Append(brief.Wording["quotes.none"]).Append("\n\n");
        }

        foreach (var quote in brief.Quotes)
        {
            page.Append("**").Append(Escape(brief.SegmentNames[quote.Segment])).Append("**\n\n");
            Words(page, brief, quote.Words);
        }
    }

    private static string Isolated(string words) => $"\u2068{Escape(words)}\u2069";

    private static string Ltr(string figure) => $"\u2066{figure}\u2069";

    // Words always follow an isolate or other text on their line, so list and heading marks at a line's start cannot occur
    private static string Escape(string words) => words.ReplaceLineEndings(" ")
        .Aggregate(new StringBuilder(words.Length + 8), (escaped, letter) =>
            (Markup.Contains(letter) ? escaped.Append('\\') : escaped).Append(letter)).ToString();

    private const string Markup = "\\`*_{}[]<>#|&~$^:@!";
}
