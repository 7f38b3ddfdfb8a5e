namespace PortfolioPlatform.Risk.Numerics;

/// <summary>Finds order statistics without sorting. Source: C. A. R. Hoare, algorithm 65 "Find", with a median of three as pivot.</summary>
public static class Selection
{
    private const int Small = 24;

    /// <summary>Reorders the items so that the one of rank k (from 0) stands at k, nothing greater before it and nothing smaller after it; returns it.</summary>
    public static double Nth(Span<double> items, int k)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)k, (uint)items.Length, nameof(k));
        int low = 0, high = items.Length - 1;
        while (high - low > Small)
        {
            var (left, right) = Partition(items, low, high);
            if (k <= right) high = right;
            else if (k >= left) low = left;
            else return items[k];
        }

        items[low..(high + 1)].Sort();
        return items[k];
    }

    private static (int Left, int Right) Partition(Span<double> items, int low, int high)
    {
        var pivot = MedianOfThree(items[low], items[low + ((high - low) / 2)], items[high]);
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
