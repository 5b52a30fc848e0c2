using Npgsql;
using Pulse.Analysing.Segments;
using Pulse.Collecting;
using Pulse.Convening;
using Pulse.Ratifying;
using Pulse.Work;

namespace Pulse.Worker.Jobs;

/// <summary>Issues certificates from cast ballots on standing texts, where the counts have changed.</summary>
public sealed class Certify(NpgsqlDataSource database, Working working, TimeProvider clock) : IJob
{
    public string Name => "certify";

    public async Task Execute(CancellationToken stop)
    {
        foreach (var dialogueId in await Due(stop))
        {
            await working.On(Name, dialogueId, (lease, ending) => Issue(lease, dialogueId, ending), failed: null, stop);
        }
    }

    private async Task<IReadOnlyList<Guid>> Due(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await Certificates.DialoguesWithBallots(connection, stop);
    }

    private async Task Issue(Lease lease, Guid dialogueId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var dialogue = await Dialogues.Find(connection, dialogueId, stop)
            ?? throw new PermanentFailureException("The dialogue is gone.");
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        await UncarriedWithdrawals.Hold(connection, dialogueId, stop);
        var counts = await Certificates.Counts(connection, dialogue, stop);
        var latest = await Certificates.Latest(connection, dialogueId, stop);
        var evidence = (await Certificates.Segments(connection, [.. latest.Select(one => one.CertificateId)], stop))
            .ToLookup(segment => segment.CertificateId);
        foreach (var text in counts.GroupBy(count => count.TextId))
        {
            var verdict = Verdict(dialogue, text.Key, text);
            var before = latest.FirstOrDefault(certificate => certificate.TextId == text.Key);
            if (verdict.Issued && (before is null || !Same(text, evidence[before.CertificateId])))
            {
                await Write(connection, dialogue, verdict, [.. text], today, stop);
            }
        }
        await transaction.CommitAsync(stop);
    }

    private static Certificate Verdict(Dialogue dialogue, Guid textId, IEnumerable<BallotCount> counts) =>
        Certifying.Of(
            textId, ratified: true,
            counts.Select(count => new CertificateSegment(
                count.Segment, Bridging: false, count.Agree, count.Agree + count.Disagree + count.Pass,
                count.Unacceptable)),
            [.. dialogue.BridgingSegments], dialogue.MinimumCell);

    private static bool Same(IEnumerable<BallotCount> counts, IEnumerable<IssuedSegment> issued) =>
        counts.Select(count => (count.Segment, count.Agree, count.Disagree, count.Pass, count.Unacceptable))
            .ToHashSet()
            .SetEquals(issued.Where(one => one.Cast > 0)
                .Select(one => (one.Segment, one.Agree, one.Disagree, one.Pass, one.Unacceptable)));

    private static async Task Write(
        NpgsqlConnection connection, Dialogue dialogue, Certificate verdict, IReadOnlyList<BallotCount> counts,
        DateOnly today, CancellationToken stop)
    {
        var certificate = new IssuedCertificate
        {
            CertificateId = Guid.NewGuid(),
            TextId = verdict.TextVersion,
            IssuedOn = today,
            RuleVersion = verdict.RuleVersion,
            Floor = verdict.Floor,
            MinimumCell = dialogue.MinimumCell,
            Stale = false,
        };
        var segments = verdict.Segments.Select(segment =>
        {
            var count = counts.FirstOrDefault(one => one.Segment == segment.Segment);
            return new IssuedSegment
            {
                CertificateId = certificate.CertificateId,
                Segment = segment.Segment,
                Bridging = segment.Bridging,
                Agree = segment.Agree,
                Disagree = count?.Disagree ?? 0,
                Pass = count?.Pass ?? 0,
                Unacceptable = segment.Unacceptable,
                Low = segment.Interval.Low,
                High = segment.Interval.High,
            };
        });
        await Certificates.Issue(connection, certificate, segments, stop);
    }
}
