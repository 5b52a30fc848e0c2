using Pulse.Analysing.Matrices;
using Pulse.Voting;

namespace Pulse.Bench.Reading;

/// <summary>The last vote per pair, for files that repeat pairs: an open hash table, 9 bytes per slot.</summary>
internal sealed class LastVotes
{
    private ulong[] _pairs = new ulong[1 << 16];
    private sbyte[] _ballots = new sbyte[1 << 16];
    private int _count;

    /// <summary>How many votes took the place of an earlier one.</summary>
    public long Repeats { get; private set; }

    public void Set(int participant, int statement, Ballot ballot)
    {
        var pair = (((ulong)(uint)participant << 32) | (uint)statement) + 1;
        var slot = Slot(pair);
        if (_pairs[slot] == pair)
        {
            Repeats++;
        }
        else
        {
            _pairs[slot] = pair;
            if (++_count > _pairs.Length * 2L / 3)
            {
                _ballots[slot] = (sbyte)ballot;
                Grow();
                return;
            }
        }
        _ballots[slot] = (sbyte)ballot;
    }

    public void AddTo(VoteMatrixBuilder builder, int[] participantPlaces, int[] statementPlaces)
    {
        for (var slot = 0; slot < _pairs.Length; slot++)
        {
            if (_pairs[slot] is > 0 and var pair)
            {
                builder.Add(
                    participantPlaces[(pair - 1) >> 32], statementPlaces[(uint)(pair - 1)], (Ballot)_ballots[slot]);
            }
        }
    }

    private int Slot(ulong pair)
    {
        var mask = _pairs.Length - 1;
        var slot = (int)(Chance.Mix(pair) >> 33) & mask;
        while (_pairs[slot] != 0 && _pairs[slot] != pair)
        {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void Grow()
    {
        var (pairs, ballots) = (_pairs, _ballots);
        (_pairs, _ballots) = (new ulong[pairs.Length * 2], new sbyte[pairs.Length * 2]);
        for (var i = 0; i < pairs.Length; i++)
        {
            if (pairs[i] != 0)
            {
                var slot = Slot(pairs[i]);
                (_pairs[slot], _ballots[slot]) = (pairs[i], ballots[i]);
            }
        }
    }
}
