namespace Pulse.Worker.Importing;

/// <summary>Everything wrong with an export: the first twenty in full, the rest as a number.</summary>
public sealed class Problems
{
    public const int MostListed = 20;

    private readonly List<Problem> _listed = [];

    public IReadOnlyList<Problem> Listed => _listed;

    public int Count { get; private set; }

    public bool Any => Count > 0;

    public void Add(Problem problem)
    {
        Count++;
        if (_listed.Count < MostListed)
        {
            _listed.Add(problem);
        }
    }

    public void AddUnlisted(int count) => Count += count;

    /// <summary>A fault of the whole file, such as one that is missing.</summary>
    public void AddFile(string file, string expected, string found) => Add(new Problem(file, 0, 0, null, expected, found));

    public IEnumerable<string> Lines()
    {
        var lines = _listed.Select(problem => problem.ToString());
        return Count > _listed.Count ? lines.Append($"… and {Count - _listed.Count} more") : lines;
    }
}
