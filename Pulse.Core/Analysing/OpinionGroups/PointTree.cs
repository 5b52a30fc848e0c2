using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// Weighted points of the plane in a tree of boxes, which finds the nearest centre of all of them at once: a box that is
/// nearer to one centre than to any other is not opened (the filtering algorithm of Kanungo, Mount, Netanyahu,
/// Piatko, Silverman and Wu, IEEE PAMI 24, 2002). The answer is that of comparing every point with every centre: the
/// nearer one wins, the earlier one where two are equally near.
/// </summary>
public sealed class PointTree
{
    private const int LeafPoints = 16;

    private const int MostDepth = 34;

    // Far above rounding: where rounding might decide, boxes are opened and points decide
    private const double Margin = 1e-12;

    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[]? _weight;
    private readonly int[] _point;
    private Node[] _nodes;
    private int _count;

    /// <param name="x">One per point.</param>
    /// <param name="y">One per point.</param>
    /// <param name="weight">One per point; null where each weighs 1.</param>
    public PointTree(double[] x, double[] y, double[]? weight)
    {
        var places = PlaneOrder.Of(x, y);
        _point = new int[x.Length];
        (_x, _y) = (new double[x.Length], new double[y.Length]);
        _weight = weight is null ? null : new double[x.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var point = _point[i] = (int)(uint)places[i];
            (_x[i], _y[i]) = (x[point], y[point]);
            if (_weight is not null)
            {
                _weight[i] = weight![point];
            }
        }
        _nodes = new Node[Math.Max(1, x.Length / LeafPoints * 3)];
        if (x.Length > 0)
        {
            Grow(places, 0, x.Length, 63);
        }
    }

    public int Points => _x.Length;

    /// <summary>Adds to each centre the weight and the weighted sums of the points nearest to it.</summary>
    public void Sum(double[] cx, double[] cy, double[] sumX, double[] sumY, double[] sumWeight) =>
        new Filter(this, cx, cy, sumX, sumY, sumWeight, null).Run();

    /// <summary>The nearest centre of each point.</summary>
    public int[] Nearest(double[] cx, double[] cy)
    {
        var of = new int[_x.Length];
        new Filter(this, cx, cy, new double[cx.Length], new double[cx.Length], new double[cx.Length], of).Run();
        return of;
    }

    /// <returns>The place of the node that holds the points from <paramref name="first"/> to below <paramref name="end"/>.</returns>
    private int Grow(ulong[] places, int first, int end, int bit)
    {
        var middle = end;
        if (end - first > LeafPoints)
        {
            // Places are sorted: look for the highest bit in which they differ
            for (; bit >= 32 && middle == end; bit--)
            {
                if (((places[first] ^ places[end - 1]) >> bit & 1) != 0)
                {
                    middle = FirstWith(places, first, end, bit);
                }
            }
        }
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _nodes.Length * 2);
        }
        var at = _count++;
        if (middle == end)
        {
            _nodes[at] = Leaf(first, end);
            return at;
        }
        Grow(places, first, middle, bit);
        var second = Grow(places, middle, end, bit);
        _nodes[at] = Node.Both(_nodes[at + 1], _nodes[second], second);
        return at;
    }

    private static int FirstWith(ulong[] places, int first, int end, int bit)
    {
        while (first < end)
        {
            var middle = (first + end) >>> 1;
            if ((places[middle] >> bit & 1) == 0)
            {
                first = middle + 1;
            }
            else
            {
                end = middle;
            }
        }
        return first;
    }

    private Node Leaf(int first, int end)
    {
        var node = new Node
        {
            First = first,
            End = end,
            Left = double.PositiveInfinity,
            Bottom = double.PositiveInfinity,
            Right = double.NegativeInfinity,
            Top = double.NegativeInfinity,
        };
        for (var i = first; i < end; i++)
        {
            var weight = _weight is null ? 1 : _weight[i];
            node.Left = Math.Min(node.Left, _x[i]);
            node.Right = Math.Max(node.Right, _x[i]);
            node.Bottom = Math.Min(node.Bottom, _y[i]);
            node.Top = Math.Max(node.Top, _y[i]);
            node.Weight += weight;
            node.X += weight * _x[i];
            node.Y += weight * _y[i];
        }
        return node;
    }

    /// <summary>A box, its points, their weight and weighted sums. The first child stands next, the second at Second; 0 for a leaf.</summary>
    private struct Node
    {
        public double Left, Bottom, Right, Top, Weight, X, Y;
        public int First, End, Second;

        public readonly bool IsPoint => Left == Right && Bottom == Top;

        public static Node Both(in Node one, in Node two, int second) => new()
        {
            First = one.First,
            End = two.End,
            Second = second,
            Left = Math.Min(one.Left, two.Left),
            Bottom = Math.Min(one.Bottom, two.Bottom),
            Right = Math.Max(one.Right, two.Right),
            Top = Math.Max(one.Top, two.Top),
            Weight = one.Weight + two.Weight,
            X = one.X + two.X,
            Y = one.Y + two.Y,
        };
    }

    private readonly ref struct Filter
    {
        private readonly PointTree _tree;
        private readonly double[] _cx, _cy, _sumX, _sumY, _sumWeight;
        private readonly int[]? _of;

        // Candidates of the box in hand and of those around it, one list after another, each by rising centre
        private readonly int[] _candidates;

        public Filter(PointTree tree, double[] cx, double[] cy, double[] sumX, double[] sumY, double[] sumWeight, int[]? of)
        {
            (_tree, _cx, _cy, _sumX, _sumY, _sumWeight, _of) = (tree, cx, cy, sumX, sumY, sumWeight, of);
            _candidates = new int[cx.Length * MostDepth];
        }

        public void Run()
        {
            for (var centre = 0; centre < _cx.Length; centre++)
            {
                _candidates[centre] = centre;
            }
            if (_tree._count > 0 && _cx.Length > 0)
            {
                Open(0, 0, _cx.Length);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Open(int at, int from, int count)
        {
            ref readonly var node = ref _tree._nodes[at];
            if (count > 1 && !node.IsPoint)
            {
                var kept = Prune(node, from, count);
                (from, count) = (from + count, kept);
            }
            if (count == 1 || node.IsPoint)
            {
                Take(node, count == 1 ? _candidates[from] : Nearest(node.Left, node.Bottom, from, count));
            }
            else if (node.Second == 0)
            {
                Points(node, from, count);
            }
            else
            {
                Open(at + 1, from, count);
                Open(node.Second, from, count);
            }
        }

        /// <summary>Writes behind the list those candidates that may be nearest somewhere in the box.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Prune(in Node node, int from, int count)
        {
            var best = Nearest((node.Left + node.Right) / 2, (node.Bottom + node.Top) / 2, from, count);
            var (bx, by) = (_cx[best], _cy[best]);
            var slack = Squares(node.Right - node.Left, node.Top - node.Bottom);
            var kept = 0;
            for (var i = from; i < from + count; i++)
            {
                var centre = _candidates[i];
                var (x, y) = (_cx[centre], _cy[centre]);
                // The corner that favours this centre most over the best one
                var (vx, vy) = (x > bx ? node.Right : node.Left, y > by ? node.Top : node.Bottom);
                var (its, bests) = (Squares(x - vx, y - vy), Squares(bx - vx, by - vy));
                if (centre == best || its - bests <= Margin * (its + bests + slack))
                {
                    _candidates[from + count + kept++] = centre;
                }
            }
            return kept;
        }

        private void Take(in Node node, int centre)
        {
            _sumX[centre] += node.X;
            _sumY[centre] += node.Y;
            _sumWeight[centre] += node.Weight;
            for (var i = node.First; _of is not null && i < node.End; i++)
            {
                _of[_tree._point[i]] = centre;
            }
        }

        /// <summary>Four points at a time are compared with every candidate left.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Points(in Node node, int from, int count)
        {
            var candidates = _candidates.AsSpan(from, count);
            var i = node.First;
            for (; i + 4 <= node.End; i += 4)
            {
                var (x, y) = (Vector256.LoadUnsafe(ref _tree._x[i]), Vector256.LoadUnsafe(ref _tree._y[i]));
                var least = Vector256.Create(double.PositiveInfinity);
                var best = Vector256<double>.Zero;
                foreach (var centre in candidates)
                {
                    var (dx, dy) = (x - Vector256.Create(_cx[centre]), y - Vector256.Create(_cy[centre]));
                    var square = dx * dx + dy * dy;
                    var nearer = Vector256.LessThan(square, least);
                    least = Vector256.ConditionalSelect(nearer, square, least);
                    best = Vector256.ConditionalSelect(nearer, Vector256.Create((double)centre), best);
                }
                for (var j = 0; j < 4; j++)
                {
                    Take(i + j, (int)best[j]);
                }
            }
            for (; i < node.End; i++)
            {
                Take(i, Nearest(_tree._x[i], _tree._y[i], from, count));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Take(int place, int centre)
        {
            var weight = _tree._weight is null ? 1 : _tree._weight[place];
            _sumX[centre] += weight * _tree._x[place];
            _sumY[centre] += weight * _tree._y[place];
            _sumWeight[centre] += weight;
            if (_of is not null)
            {
                _of[_tree._point[place]] = centre;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Nearest(double x, double y, int from, int count)
        {
            var best = _candidates[from];
            var least = Squares(x - _cx[best], y - _cy[best]);
            for (var i = from + 1; i < from + count; i++)
            {
                var square = Squares(x - _cx[_candidates[i]], y - _cy[_candidates[i]]);
                if (square < least)
                {
                    (least, best) = (square, _candidates[i]);
                }
            }
            return best;
        }

        private static double Squares(double dx, double dy) => dx * dx + dy * dy;
    }
}
