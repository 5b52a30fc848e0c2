using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Bench.Reading;

/// <summary>Where rows go: into the builder, or, once a pair is known to repeat, into the table of last votes.</summary>
internal sealed class VoteSink
{
    public Identifiers Participants { get; } = new();

    public Identifiers Statements { get; } = new();

    public VoteMatrixBuilder Builder { get; } = new();

    public LastVotes? Latest { get; init; }

    public long Rows { get; private set; }

    /// <summary>By the numbers that the two <see cref="Identifiers"/> gave.</summary>
    /// <exception cref="BadInputException">There are more statements than a matrix holds.</exception>
    public void Add(int participant, int statement, Ballot ballot)
    {
        if (statement >= VoteMatrix.MostStatements)
        {
            throw TooMany();
        }
        if (Latest is null)
        {
            Builder.Add(participant, statement, ballot);
        }
        else
        {
            Latest.Set(participant, statement, ballot);
        }
        Rows++;
    }

    /// <summary>Adds what came after in the same file: its new ids are numbered on from ours, as if one had read all.</summary>
    public void Take(VoteSink after, int threads)
    {
        var (participants, statements) = (after.Participants.Into(Participants), after.Statements.Into(Statements));
        if (Statements.Count > VoteMatrix.MostStatements)
        {
            throw TooMany();
        }
        after.Builder.Renumber(participants, statements, threads);
        Builder.Take(after.Builder);
        Rows += after.Rows;
    }

    private static BadInputException TooMany() =>
        new($"There are more than {VoteMatrix.MostStatements} statements, and a matrix holds no more.");
}
