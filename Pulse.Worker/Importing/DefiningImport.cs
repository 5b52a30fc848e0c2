using Pulse.Convening;

namespace Pulse.Worker.Importing;

/// <summary>The definition of a dialogue that was held elsewhere: one question and one working group per question there.</summary>
public static class DefiningImport
{
    private const string Language = "en";

    public static Dialogue Define(ImportedDialogue import, ImportOptions options, string slug)
    {
        var days = import.Statements.Select(statement => statement.Day).Concat(import.Votes.Select(vote => vote.Day))
            .Concat(import.Participants.Select(participant => participant.Joined)).DefaultIfEmpty().ToList();
        DateTimeOffset opens = new(days.Min(), TimeOnly.MinValue, TimeSpan.Zero);
        DateTimeOffset closes = new(days.Max().AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        var groups = Groups(import);
        return new Dialogue
        {
            Id = Guid.Empty,
            Slug = slug,
            Synthetic = false,
            Languages = [Language],
            Title = Text(import.Title),
            Introduction = Text(import.Introduction),
            Consent = new Consent(1, Text("Given to the organisers of the original dialogue, under their terms.")),
            MinimumCell = options.MinimumCell,
            Provider = ModelProvider.None,
            OutsideModels = false,
            Quoting = options.Quoting == "none" ? QuotingPolicy.Never : QuotingPolicy.Ask,
            Moderation = ModerationPolicy.ClearOnesPass,
            Opens = opens,
            Closes = closes,
            Segments = [.. import.Segments.Select(segment => new Segment(
                segment.Slug, Text(segment.Name), segment.People >= options.MinimumCell, []))],
            WorkingGroups = groups,
            Glossary = [],
            Phases =
            [
                new Phase("answers", Text("Answers"), [], false, opens, closes, [.. import.Questions.Select((question, index) =>
                    new Item
                    {
                        Slug = QuestionSlug(index),
                        Kind = ItemKind.OpenQuestion,
                        Text = Text(question.Text),
                        WorkingGroup = groups[index].Slug,
                    })]),
                new Phase("votes", Text("Votes"), [], false, opens, closes, [.. VotedQuestions(import).Select(index =>
                    new Item
                    {
                        Slug = $"votes-{index + 1}",
                        Kind = ItemKind.StatementVoting,
                        Text = Text(import.Questions[index].Text),
                        WorkingGroup = groups[index].Slug,
                        Questions = [QuestionSlug(index)],
                    })]),
            ],
        };
    }

    /// <param name="question">Position among the import's questions.</param>
    public static string QuestionSlug(int question) => $"question-{question + 1}";

    private static List<WorkingGroup> Groups(ImportedDialogue import)
    {
        var slugs = new Slugs();
        return [.. import.Questions.Select((question, index) => new WorkingGroup(
            slugs.Take(question.Text, "question", index + 1), Text(question.Text), Text(question.Text)))];
    }

    private static IEnumerable<int> VotedQuestions(ImportedDialogue import) =>
        import.Votes.Select(vote => import.Statements[vote.Statement].Question).Distinct().Order();

    private static LocalText Text(string text) => new(new Dictionary<string, string> { [Language] = text });
}
