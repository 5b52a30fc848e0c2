using System.Globalization;
using System.Text;
using System.Text.Json;
using Pulse.Analysing;
using Pulse.Bench.Reading;

namespace Pulse.Bench.Cases;

/// <summary>Counts, what they were computed with, and (apart from these, as they differ from run to run) time and memory.</summary>
internal sealed class Summary
{
    private readonly VoteInput _input;
    private readonly VoteResults _results;
    private readonly Stages _stages;
    private readonly long _rows;
    private readonly long _repeats;
    private readonly (int Groups, int Segments, int Excluded) _strangers;
    private readonly double? _agreement;

    public Summary(
        VoteInput input, VoteResults results, VoteFile? file, int groupStrangers, int segmentStrangers, int excludedStrangers,
        Stages stages, Synthetic? truth)
    {
        (_input, _results, _stages) = (input, results, stages);
        (_rows, _repeats) = (file?.Rows ?? input.Matrix.Votes, file?.Repeats ?? 0);
        _strangers = (groupStrangers, segmentStrangers, excludedStrangers);
        Seconds = Usage.SinceStart();
        ProcessorSeconds = Usage.ProcessorSeconds();
        PeakBytes = Usage.PeakBytes();
        _agreement = truth is null ? null : RandIndex.Of(results.GroupOf, truth.GroupLabels());
    }

    /// <summary>From the operating system's start of the process to all results in memory.</summary>
    public double Seconds { get; }

    public double ProcessorSeconds { get; }

    public long PeakBytes { get; }

    public void Write(string file)
    {
        using var stream = File.Create(file);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            Write(json);
        }
        stream.WriteByte((byte)'\n');
    }

    public void WriteLine(TextWriter to)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            Write(json);
        }
        to.WriteLine(Encoding.UTF8.GetString(memory.ToArray()));
    }

    public void Tell(TextWriter to, string? folder)
    {
        var matrix = _input.Matrix;
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{matrix.Votes:N0} votes of {matrix.Participants:N0} participants on {matrix.Statements:N0} statements; seed {_input.Seed}, rules {AnalysisParameters.RuleVersion}"));
        if (_repeats > 0)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{_repeats:N0} of {_rows:N0} rows repeat an earlier pair of participant and statement: the last one counts"));
        }
        TellStrangers(to, _strangers.Groups, "participants with a group cast no vote");
        TellStrangers(to, _strangers.Segments, "participants with a segment cast no vote");
        TellStrangers(to, _strangers.Excluded, "excluded statements were not voted on");
        var sizes = _results.Groups.Select((name, i) => string.Create(
            CultureInfo.InvariantCulture, $"{name}: {_results.GroupOf.AsSpan().Count(i):N0}"));
        to.WriteLine($"{_results.Groups.Length} opinion groups{(_input.GivenGroupOf is null ? "" : " (given)")}: {string.Join(", ", sizes)}");
        if (_agreement is { } agreement)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"adjusted Rand index to the groups that the votes were made from: {agreement:0.000}"));
        }
        var stages = string.Join(", ", _stages.Ended.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Stage} {one.Seconds:0.000} s (processor {one.Processor:0.000} s)")));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Seconds:0.00} s from the process's start to the results (start {_stages.BeforeMain:0.00} s, {stages}), processor {ProcessorSeconds:0.00} s, {_input.Threads} threads"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{PeakBytes / 1048576.0:N0} MB at most, {(double)PeakBytes / Math.Max(1, matrix.Votes):N1} bytes per vote"));
        if (folder is not null)
        {
            to.WriteLine($"written to {folder}");
        }
    }

    private static void TellStrangers(TextWriter to, int count, string what)
    {
        if (count > 0)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        var matrix = _input.Matrix;
        json.WriteStartObject();
        json.WriteNumber("participants", matrix.Participants);
        json.WriteNumber("statements", matrix.Statements);
        json.WriteNumber("votes", matrix.Votes);
        json.WriteNumber("rows", _rows);
        json.WriteNumber("repeated_rows", _repeats);
        json.WriteNumber("moderated_out", _input.Excluded.Length);
        json.WriteNumber("excluded_without_votes", _strangers.Excluded);
        json.WriteNumber("segments", _input.Segments.Length);
        json.WriteNumber("segment_participants_without_votes", _strangers.Segments);
        json.WriteNumber("groups", _results.Groups.Length);
        json.WriteNumber("group_participants_without_votes", _strangers.Groups);
        json.WriteNumber("participants_in_groups", _results.GroupOf.Length - _results.GroupOf.AsSpan().Count(-1));
        json.WriteString("groups_from", _input.GivenGroupOf is not null ? "file" : "votes");
        json.WriteString("clusters_start", _input.Arrival is not null ? "arrival" : "seed");
        if (_agreement is { } agreement)
        {
            json.WriteNumber("adjusted_rand_index_to_truth", agreement);
        }
        json.WriteNumber("seed", _input.Seed);
        json.WriteString("rules", AnalysisParameters.RuleVersion);
        json.WriteStartObject("run");
        json.WriteNumber("threads", _input.Threads);
        json.WriteNumber("seconds", Math.Round(Seconds, 4));
        json.WriteNumber("processor_seconds", Math.Round(ProcessorSeconds, 4));
        json.WriteNumber("peak_bytes", PeakBytes);
        json.WriteNumber("seconds_before_main", Math.Round(_stages.BeforeMain, 4));
        json.WriteStartObject("seconds_of_stages");
        foreach (var (stage, seconds, _) in _stages.Ended)
        {
            json.WriteNumber(stage, Math.Round(seconds, 4));
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
