namespace PortfolioPlatform.Risk.Numerics;

/// <summary>Finds order statistics without sorting. Source: C. A. R. Hoare, algorithm 65 "Find"; the pivot of a long range by R. W. Floyd, R. L. Rivest, algorithm 489 "Select", CACM 18 (1975).</summary>
public static class Selection
{
    private const int Small = 24, Long = 600;

    /// <summary>Reorders the items so that the one of rank k (from 0) stands at k, nothing greater before it and nothing smaller after it; returns it.</summary>
    public static double Nth(Span<double> items, int k)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)k, (uint)items.Length, nameof(k));
        Narrow(items, 0, items.Length - 1, k);
        return items[k];
    }

    private static void Narrow(Span<double> items, int low, int high, int k)
    {
        while (high - low > Small)
        {
            var pivot = high - low > Long ? NearRank(items, low, high, k) : MedianOfThree(items[low], items[low + ((high - low) / 2)], items[high]);
            var (left, right) = Partition(items, low, high, pivot);
            if (k <= right) high = right;
            else if (k >= left) low = left;
            else return;
        }

        items[low..(high + 1)].Sort();
    }

    /// <summary>A pivot just beyond the rank that is sought, from a sample: the long side of the partition is then scanned without surprises for the processor.</summary>
    private static double NearRank(Span<double> items, int low, int high, int k)
    {
        double count = high - low + 1, rank = k - low + 1, log = Math.Log(count), sample = 0.5 * Math.Exp(2 * log / 3);
        var spread = 0.5 * Math.Sqrt(log * sample * (count - sample) / count) * Math.Sign(rank - (count / 2));
        var from = Math.Max(low, (int)(k - (rank * sample / count) + spread));
        var to = Math.Min(high, (int)(k + ((count - rank) * sample / count) + spread));
        Narrow(items, Math.Min(from, k), Math.Max(to, k), k);
        return items[k];
    }

    private static (int Left, int Right) Partition(Span<double> items, int low, int high, double pivot)
    {
        while (low <= high)
        {
            while (items[low] < pivot) low++;
            while (items[high] > pivot) high--;
            if (low > high) break;
            (items[low], items[high]) = (items[high], items[low]);
            low++;
            high--;
        }

        return (low, high);
    }

    private static double MedianOfThree(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
