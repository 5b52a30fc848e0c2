using System.Globalization;

namespace Pulse.Worker.Importing;

/// <summary>
/// A Remesh export: *_participants.csv, *_verbatim_map.csv (the texts), *_binary.csv (agree and disagree) and, where
/// there is one, *_preference.csv (which of two texts). Files carry a few lines of name and value above their header.
/// </summary>
public sealed class RemeshExport
{
    private const string PoliticalAffiliation = "What is your political affiliation?";

    // Remesh loses a text now and then; a map that lacks more than one in a hundred is cut off
    private const int VotedPerLostText = 100;

    private readonly ImportOptions _options;
    private readonly Problems _problems;
    private readonly List<string> _notes = [];
    private readonly Dictionary<string, int> _questions = [];
    private readonly List<ImportedQuestion> _questionRows = [];
    private readonly List<ImportedStatement> _statements = [];
    private readonly Dictionary<string, int> _statementOf = [];
    private readonly List<CsvTable.Row> _lost = [];
    private readonly List<string> _lostIds = [];
    private DateOnly _day;

    private RemeshExport(ImportOptions options, Problems problems)
    {
        _options = options;
        _problems = problems;
    }

    /// <returns>Null if anything is wrong; what it is then stands in <paramref name="problems"/>.</returns>
    public static ImportedDialogue? Read(string folder, ImportOptions options, Problems problems) =>
        new RemeshExport(options, problems).Read(folder);

    private ImportedDialogue? Read(string folder)
    {
        var files = new RemeshFiles(folder, _problems);
        if (_problems.Any)
        {
            return null;
        }

        var people = RemeshParticipants.Read(files.Participants!, _options.SegmentColumn ?? PoliticalAffiliation, _problems);
        var texts = CsvTable.Open(
            files.Texts!, ["Question ID", "Question Text", "Participant ID", "Thought ID", "Thought Text"], _problems);
        var binary = CsvTable.Open(files.Votes!, ["Question ID", "Participant ID", "Thought ID", "Vote", "Timestamp"], _problems);
        var pairs = files.Preferences is null ? null : CsvTable.Open(
            files.Preferences, ["Question ID", "Participant ID", "Thought A ID", "Thought B ID", "Vote"], _problems);
        if (people is null || texts is null || binary is null || (pairs is null && files.Preferences is not null))
        {
            return null;
        }

        _day = people.Day;
        _notes.AddRange(people.Notes);
        ReadTexts(texts, people);
        AddExperiences(people);
        var votes = ReadVotes(binary, people);
        var preferences = pairs is null ? [] : ReadPreferences(pairs, people);
        RuleOnLostTexts();
        return _problems.Any ? null : new ImportedDialogue
        {
            Platform = "remesh",
            Title = people.Title,
            Introduction = $"A collective dialogue held on Remesh on {_day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}, imported.",
            Questions = _questionRows,
            Segments = people.Segments,
            Participants = people.Participants,
            Statements = _statements,
            Votes = votes,
            Preferences = preferences,
            Notes = _notes,
        };
    }

    private void ReadTexts(CsvTable table, RemeshParticipants people)
    {
        foreach (var row in table.Rows())
        {
            var text = row["Thought Text"].Trim();
            var thought = row["Thought ID"].Trim();
            if (text.Length == 0)
            {
                row.Wrong("Thought Text", "the words of a participant");
            }
            else if (thought.Length == 0)
            {
                row.Wrong("Thought ID", "an id");
            }
            else if (people.Find(row) is { } author)
            {
                var question = Question(row["Question ID"], row["Question Text"].Trim());
                if (!_statementOf.TryAdd(thought, _statements.Count))
                {
                    row.Wrong("Thought ID", "an id that no line before has");
                    continue;
                }

                _statements.Add(new ImportedStatement(thought, question, text, LanguageOf(text), author, _day));
            }
        }
    }

    private void AddExperiences(RemeshParticipants people)
    {
        foreach (var experience in people.Experiences)
        {
            var question = Question(experience.Question, experience.Question);
            _statements.Add(new ImportedStatement(
                $"{experience.Question}|{people.Participants[experience.Participant].Source}", question, experience.Text,
                LanguageOf(experience.Text), experience.Participant, _day));
        }

        if (people.Experiences.Count > 0)
        {
            _notes.Add($"{people.Experiences.Count} answers to questions about experiences, which nobody voted on, became statements too.");
        }
    }

    private List<ImportedVote> ReadVotes(CsvTable table, RemeshParticipants people)
    {
        var votes = new LatestVotes();
        foreach (var row in table.Rows())
        {
            sbyte? vote = row["Vote"].Trim() switch { "Agree" => 1, "Disagree" => -1, "Pass" or "Neutral" => 0, _ => null };
            if (vote is null)
            {
                row.Wrong("Vote", "Agree or Disagree");
            }

            if (!RemeshMoment.TryParse(row["Timestamp"], out var cast))
            {
                row.Wrong("Timestamp", "a time such as \"June 25, 2024 at 3:47 PM (GMT)\"");
            }

            if (people.Find(row) is { } participant && Statement(row, "Thought ID") is { } statement && vote is { } value)
            {
                votes.Cast(participant, statement, value, cast.Ticks, DateOnly.FromDateTime(cast));
            }
        }

        _notes.AddRange(votes.Notes());
        return votes.Votes();
    }

    private List<ImportedPreference> ReadPreferences(CsvTable table, RemeshParticipants people)
    {
        var preferences = new List<ImportedPreference>();
        foreach (var row in table.Rows())
        {
            var preferred = row["Vote"].Trim().Replace('’', '\'') switch
            {
                "Thought A" => "a",
                "Thought B" => "b",
                "I agree with both" => "both",
                "I disagree with both" => "neither",
                "I'm not sure" => "unsure",
                "These are similar" => "similar",
                _ => null,
            };
            if (preferred is null)
            {
                row.Wrong("Vote", "Thought A, Thought B, I agree with both, I disagree with both, I'm not sure or These are similar");
            }
            else if (people.Find(row) is { } participant
                && Statement(row, "Thought A ID") is { } first && Statement(row, "Thought B ID") is { } second)
            {
                preferences.Add(new ImportedPreference(participant, first, second, preferred));
            }
        }

        return preferences;
    }

    /// <summary>The statement that a vote is on. One without a text is kept for <see cref="RuleOnLostTexts"/>.</summary>
    private int? Statement(CsvTable.Row row, string column)
    {
        var thought = row[column].Trim();
        if (_statementOf.TryGetValue(thought, out var known))
        {
            return known;
        }

        if (thought.Length == 0 || !_questions.TryGetValue(row["Question ID"].Trim(), out var question))
        {
            row.Wrong(column, "the id of a text in the verbatim map");
            return null;
        }

        _lost.Add(row);
        _lostIds.Add(column);
        const string Words = "[The export holds no text for this statement.]";
        _statementOf[thought] = _statements.Count;
        _statements.Add(new ImportedStatement(thought, question, Words, "en", null, _day) { WithoutText = true });
        return _statements.Count - 1;
    }

    private void RuleOnLostTexts()
    {
        if (_lost.Count * VotedPerLostText > _statements.Count)
        {
            foreach (var (row, column) in _lost.Zip(_lostIds))
            {
                row.Wrong(column, "the id of a text in the verbatim map");
            }
        }
        else if (_lost.Count > 0)
        {
            _notes.Add($"{_lost.Count} of {_statements.Count} statements has votes but no text in the export; it stands with its "
                + $"votes and a remark of ours ({_lost[0].Table.File}, line {_lost[0].Record.Line}).");
        }
    }

    private int Question(string source, string text)
    {
        if (!_questions.TryGetValue(source.Trim(), out var position))
        {
            position = _questions[source.Trim()] = _questionRows.Count;
            _questionRows.Add(new ImportedQuestion(source.Trim(), text));
        }

        return position;
    }

    private string LanguageOf(string text) => _options.Language ?? WrittenLanguage.Of(text);
}
